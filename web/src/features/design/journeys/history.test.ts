import { expect, it } from "vitest";
import { begin, change, mapAll, redo, rest, undo } from "./history";

it("goes back and forth over whole versions", () => {
  const history = change(change(begin("a"), "b"), "c");
  expect(undo(history).present).toBe("b");
  expect(undo(undo(undo(history))).present).toBe("a");
  expect(redo(undo(history)).present).toBe("c");
  expect(redo(history)).toBe(history);
});

it("forgets what was undone once something else is changed", () => {
  const history = change(undo(change(begin("a"), "b")), "c");
  expect(redo(history).present).toBe("c");
  expect(undo(history).present).toBe("a");
});

it("makes one change of letters typed into one field", () => {
  let history = begin("");
  for (const text of ["h", "he", "hey"]) history = change(history, text, "name");
  expect(undo(history).present).toBe("");
  history = change(rest(history), "hey you", "name");
  expect(undo(history).present).toBe("hey");
  expect(undo(change(history, "else", "note")).present).toBe("hey you");
});

it("is no change when nothing changed", () => {
  const history = begin("a");
  expect(change(history, "a")).toBe(history);
});

it("carries what others did through every version", () => {
  const history = mapAll(undo(change(begin("a"), "b")), (text) => `${text}!`);
  expect(history.present).toBe("a!");
  expect(redo(history).present).toBe("b!");
});
