import { expect, it } from "vitest";
import { emptyStack, forget, push, redone, undone } from "./undo-stack";

const named = (change: string) => ({ change, words: change });

it("goes back and forth along the changes that undo one another", () => {
  let stack = push(push(emptyStack, named("a")), named("b"));
  stack = undone(stack, "b", "b′");
  expect(stack).toEqual({ done: [named("a")], undone: [{ change: "b′", words: "b" }] });
  stack = redone(stack, "b′", "b″");
  expect(stack).toEqual({ done: [named("a"), { change: "b″", words: "b" }], undone: [] });
  stack = undone(stack, "b″", "b‴");
  stack = push(stack, named("c"));
  expect(stack).toEqual({ done: [named("a"), named("c")], undone: [] });
});

it("leaves alone what it does not know, and forgets what can't be undone", () => {
  const stack = push(emptyStack, named("a"));
  expect(undone(stack, "x", "y")).toBe(stack);
  expect(redone(stack, "x", "y")).toBe(stack);
  expect(forget(stack, "a")).toEqual(emptyStack);
});
