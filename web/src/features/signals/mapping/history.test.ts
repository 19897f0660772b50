import { expect, it } from "vitest";
import { begin, change, redo, undo } from "./history";

it("goes back and forth", () => {
  const three = change(change(begin("a"), "b"), "c");
  expect(undo(undo(three)).present).toBe("a");
  expect(redo(undo(three))).toEqual(three);
  expect(undo(begin("a"))).toEqual(begin("a"));
  expect(redo(three)).toBe(three);
});

it("forgets what was undone once something else is done", () => {
  expect(change(undo(change(begin("a"), "b")), "c")).toEqual({ past: ["a"], present: "c", future: [] });
});

it("does not count a change that changes nothing", () => {
  const one = begin({ a: 1 });
  expect(change(one, one.present)).toBe(one);
});
