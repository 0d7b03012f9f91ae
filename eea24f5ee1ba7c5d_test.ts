import { testTrace } from "@redoubt/redoubt";

testTrace("traces/conforming/first_commit.trace");
