import { Buffer } from "node:buffer";
import { assertEquals, assertThrows } from "@std/assert";
import { readMessage, statusMessage } from "./replication.ts";

function walMessage(start: bigint, bytes: readonly number[]): Buffer {
  const message = Buffer.alloc(25 + bytes.length);
  message.write("w");
  message.writeBigUInt64BE(start, 1);
  message.writeBigUInt64BE(start + BigInt(bytes.length), 9);
  message.set(bytes, 25);
  return message;
}

Deno.test("WAL comes with the place of its first byte", () => {
  const message = readMessage(walMessage(0x700000n, [1, 2, 3]));
  assertEquals(message, { kind: "wal", start: 0x700000n, bytes: new Uint8Array([1, 2, 3]) });
});

Deno.test("WAL that was read stays as it is when the client uses its buffer again", () => {
  const buffer = walMessage(0x700000n, [1, 2, 3]);
  const message = readMessage(buffer);
  buffer.fill(0xff);
  assertEquals(message.kind === "wal" && message.bytes, new Uint8Array([1, 2, 3]));
});

Deno.test("a message in the middle of a larger buffer is read from its own start", () => {
  const larger = Buffer.concat([Buffer.from("noise"), walMessage(7n, [9])]);
  const message = readMessage(larger.subarray(5));
  assertEquals(message, { kind: "wal", start: 7n, bytes: new Uint8Array([9]) });
});

Deno.test("a keepalive says whether the server wants an answer", () => {
  const quiet = Buffer.alloc(18);
  quiet.write("k");
  assertEquals(readMessage(quiet), { kind: "keepalive", reply: false });
  quiet[17] = 1;
  assertEquals(readMessage(quiet), { kind: "keepalive", reply: true });
});

Deno.test("a message of an unknown kind is refused", () => {
  assertThrows(() => readMessage(Buffer.from("x")), RangeError, "unknown kind: 120");
});

Deno.test("a status says what is flushed, and the time since 2000", () => {
  const second = 1_000_000n;
  const status = Buffer.from(statusMessage(0x700038n, 946_684_800n * second + 5n));
  assertEquals(status.length, 34);
  assertEquals(status.toString("latin1", 0, 1), "r");
  assertEquals(status.readBigUInt64BE(1), 0x700038n); // written
  assertEquals(status.readBigUInt64BE(9), 0x700038n); // flushed
  assertEquals(status.readBigUInt64BE(17), 0n); // applied
  assertEquals(status.readBigInt64BE(25), 5n);
  assertEquals(status[33], 0);
});
