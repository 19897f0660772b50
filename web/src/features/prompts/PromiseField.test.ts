import { expect, it } from "vitest";
import { emptyLine, isUnread, type Line, standing } from "./PromiseField";

const ready = { client: "c", contact: "k", words: "Send the draft", who: "me", due_at: "2026-11-27T16:00:00Z" };
const draft = { what: "Send the draft", client: null, contact: null, who: null, due_at: null };
const text = "Send Ms. Roy the draft by Friday";
const read = (changes: Partial<NonNullable<Line["read"]>> = {}): Line => ({
  text,
  due: "2026-12-01",
  read: { text, ready, draft, failed: false, ...changes },
});

it("takes a line that was left standing along, as it was understood", () => {
  expect(standing(emptyLine, true, "c")).toEqual([]);
  expect(standing(read(), true, "c")).toEqual([
    { words: "Send the draft", due_at: "2026-11-27T16:00:00Z", who: "me", contact: "k", as_typed: false },
  ]);
});

it("does not guess where a line is not clear, is about somebody else, or was read before it was changed", () => {
  expect(standing(read({ ready: null }), true, "c")).toBeNull();
  expect(standing(read(), true, "another")).toBeNull();
  expect(standing(read({ text: "Send Ms. Roy" }), true, "c")).toBeNull();
});

it("keeps a line as it was typed where nobody could read it", () => {
  const typed = [{ words: text, as_typed: true, due: "2026-12-01" }];
  expect(standing(read(), false, "c")).toEqual(typed);
  expect(standing(read({ ready: null, failed: true }), true, "c")).toEqual(typed);
  expect(isUnread(read({ failed: true }), true)).toBe(true);
  expect(standing({ ...read(), due: "" }, false, "c")).toBeNull();
});
