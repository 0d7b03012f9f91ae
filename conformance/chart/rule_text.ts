/**
 * Guards, actions and events of an XState machine in words. Named rules show their name; an inline
 * function has none and shows as `(inline)`.
 *
 * @module
 */

const INLINE = "(inline)";

/** What a guard asks, such as `isNew and not (isFull or isOld)`. */
export function guardText(guard: unknown): string {
  return condition(guard).text;
}

interface Condition {
  readonly text: string;
  /** Made of parts: in brackets inside another condition. */
  readonly joined: boolean;
}

// XState tells and/or/not/stateIn apart only by the name of their check.
function condition(guard: unknown): Condition {
  const { check, guards = [], stateValue } = guard as Combined;
  const part = (inner: unknown) => {
    const { text, joined } = condition(inner);
    return joined ? `(${text})` : text;
  };
  const join = (word: string) => ({ text: guards.map(part).join(word), joined: guards.length > 1 });
  if (check?.name === "checkAnd") return join(" and ");
  if (check?.name === "checkOr") return join(" or ");
  if (check?.name === "checkNot") return { text: `not ${part(guards[0])}`, joined: false };
  if (check?.name === "checkStateIn") {
    return { text: `in ${valueText(stateValue)}`, joined: false };
  }
  return { text: ruleText(guard), joined: false };
}

interface Combined {
  readonly check?: { readonly name: string };
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

/** What an action is called, with its fixed parameters, such as `send(to: writer)`. */
export function actionText(action: unknown): string {
  if (typeof action !== "function") return ruleText(action);
  const { type, event, to } = action as BuiltIn;
  switch (type) {
    case "xstate.raise":
      return `raise ${eventName(event)}`;
    case "xstate.emit":
      return `emit ${eventName(event)}`;
    case "xstate.sendTo":
      return `send ${eventName(event)} to ${typeof to === "string" ? to : INLINE}`;
    case "xstate.log":
      return "log";
    default:
      return INLINE;
  }
}

interface BuiltIn {
  readonly type?: string;
  readonly event?: unknown;
  readonly to?: unknown;
}

/** Is this one of the two actions by which XState starts and stops the clock of an `after`? */
export function isClockOfAfter(action: unknown): boolean {
  const { type, id, sendId } = action as { type?: string; id?: unknown; sendId?: unknown };
  const timer = type === "xstate.raise" ? id : type === "xstate.cancel" ? sendId : undefined;
  return typeof timer === "string" && timer.startsWith("xstate.after.");
}

/** What sets a transition of the state off: XState's own event names in short words. */
export function eventText(type: string, stateId: string): string {
  const [, kind, rest = ""] =
    /^xstate\.(done\.state|done\.actor|error\.actor|snapshot|after)\.(.*)$/
      .exec(type) ?? [];
  switch (kind) {
    case "done.state":
      return "done";
    case "done.actor":
      return `done ${rest}`;
    case "error.actor":
      return `error ${rest}`;
    case "snapshot":
      return `snapshot ${rest}`;
    case "after":
      return `after ${rest.slice(0, -stateId.length - 1)}`;
    default:
      return type === "" ? "always" : type;
  }
}

function ruleText(rule: unknown): string {
  if (typeof rule === "string") return rule;
  if (typeof rule !== "object" || rule === null) return INLINE;
  const { type, params } = rule as { type: string; params?: unknown };
  if (typeof params !== "object" || params === null) return type;
  return `${type}(${fieldsText(params)})`;
}

function eventName(event: unknown): string {
  return typeof event === "object" && event !== null ? String((event as BuiltIn).type) : INLINE;
}

function fieldsText(fields: object): string {
  return Object.entries(fields).map(([name, value]) => `${name}: ${valueText(value)}`).join(", ");
}

function valueText(value: unknown): string {
  if (typeof value === "function") return INLINE;
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${fieldsText(value)}}`;
  return String(value);
}
