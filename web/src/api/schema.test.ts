import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("the client's types are those of openapi.json (cargo xtask gen writes them anew)", () => {
  const printed = execFileSync("npx", ["--no-install", "openapi-typescript", "../openapi.json"], { encoding: "utf8" });
  expect(readFileSync("src/api/schema.ts", "utf8").trim()).toBe(printed.trim());
}, 60_000);
