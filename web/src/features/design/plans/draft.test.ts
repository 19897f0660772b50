import { describe, expect, it } from "vitest";
import { emptyPlan, type PlanDocument } from "./document";
import { type Draft, isDirty, resume, type Step, startDraft, step } from "./draft";

const plan = (part: Partial<PlanDocument>): PlanDocument => ({ ...emptyPlan, ...part });
const run = (draft: Draft, ...steps: Step[]) => steps.reduce(step, draft);
const edit = (part: Partial<PlanDocument>, at = "purpose"): Step => ({ do: "edit", document: plan(part), at });

describe("undoing", () => {
  const typed = run(startDraft(plan({ purpose: "a" }), 3), edit({ purpose: "ab" }), edit({ purpose: "abc" }));
  it("takes what was typed into one field back in one step", () => {
    expect(run(typed, { do: "undo" }).document.purpose).toBe("a");
    expect(run(typed, { do: "undo" }, { do: "redo" }).document.purpose).toBe("abc");
  });
  it("keeps steps at different places apart", () => {
    const two = run(typed, edit({ purpose: "abc", script: "s" }, "script"));
    expect(run(two, { do: "undo" }).document).toMatchObject({ purpose: "abc", script: "" });
  });
  it("forgets what was undone once one goes on", () => {
    const on = run(typed, { do: "undo" }, edit({ purpose: "x" }));
    expect(on.future).toEqual([]);
  });
  it("does nothing where there is nothing", () => {
    const start = startDraft();
    expect(run(start, { do: "undo" }, { do: "redo" })).toEqual(start);
  });
});

describe("saving", () => {
  it("is due when something changed that the server would keep", () => {
    expect(isDirty(startDraft(plan({ purpose: "a" })))).toBe(false);
    expect(isDirty(run(startDraft(plan({ purpose: "a" })), edit({ purpose: "a " })))).toBe(false);
    expect(isDirty(run(startDraft(plan({ purpose: "a" })), edit({ purpose: "ab" })))).toBe(true);
  });
  it("leaves what was typed meanwhile, and can still be undone", () => {
    const after = run(startDraft(plan({}), 1), edit({ purpose: "a" }), edit({ purpose: "ab " }), {
      do: "saved",
      sent: plan({ purpose: "a" }),
      document: plan({ purpose: "a" }),
      revision: 2,
    });
    expect(after).toMatchObject({ revision: 2, document: { purpose: "ab " } });
    expect(isDirty(after)).toBe(true);
    expect(run(after, { do: "undo" }).document.purpose).toBe("");
  });
  it("takes over what the server made of it, once nothing was typed since", () => {
    const sent = plan({ purpose: "a" });
    const kept = plan({ purpose: "a", expresses: ["given"] });
    const typed = run(startDraft(plan({}), 1), edit({ purpose: "a " }));
    expect(step(typed, { do: "saved", sent, document: kept, revision: 2 }).document).toEqual(kept);
    expect(step(typed, { do: "saved", sent, document: sent, revision: 2 }).document.purpose).toBe("a ");
  });
});

describe("being overtaken", () => {
  const mine = run(startDraft(plan({ purpose: "a", minutes: 30 }), 1), edit({ purpose: "mine", minutes: 30 }));
  it("takes over what only the other changed, and says so", () => {
    const after = run(mine, { do: "overtaken", document: plan({ purpose: "a", minutes: 45 }), revision: 2 });
    expect(after).toMatchObject({
      revision: 2,
      document: { purpose: "mine", minutes: 45 },
      conflicts: [],
      news: ["minutes"],
    });
    expect(isDirty(after)).toBe(true);
    expect(after.past).toEqual([]);
  });
  it("waits for a choice where both changed the same", () => {
    const after = run(mine, { do: "overtaken", document: plan({ purpose: "theirs", minutes: 30 }), revision: 2 });
    expect(after.conflicts).toHaveLength(1);
    expect(after.document.purpose).toBe("mine");
    const [conflict] = after.conflicts;
    if (!conflict) return;
    const both = run(after, { do: "choose", choices: new Map([[conflict, "both" as const]]), newId: String });
    expect(both).toMatchObject({ document: { purpose: "mine\ntheirs" }, conflicts: [] });
    const unsaid = run(after, { do: "choose", choices: new Map(), newId: String });
    expect(unsaid.document.purpose).toBe("mine");
  });
  it("is no news when it is what one has already", () => {
    const draft = startDraft(plan({ purpose: "a" }), 2);
    expect(step(draft, { do: "overtaken", document: plan({ purpose: "a" }), revision: 2 })).toBe(draft);
  });
});

describe("coming back to a device that kept a draft", () => {
  const kept = { base: plan({ purpose: "a" }), document: plan({ purpose: "b" }), revision: 4, at: "" };
  it("goes on where one was", () => {
    expect(resume(plan({ purpose: "a" }), 4, kept)).toMatchObject({
      document: { purpose: "b" },
      revision: 4,
      conflicts: [],
    });
  });
  it("brings it together with what others did meanwhile", () => {
    const back = resume(plan({ purpose: "c", minutes: 5 }), 6, kept);
    expect(back).toMatchObject({ document: { purpose: "b", minutes: 5 }, revision: 6, news: ["purpose", "minutes"] });
    expect(back.conflicts).toHaveLength(1);
  });
  it("forgets it where the server has it by now, or there is none", () => {
    expect(resume(plan({ purpose: "b" }), 5, kept)).toEqual(startDraft(plan({ purpose: "b" }), 5));
    expect(resume(plan({}), 5, null)).toEqual(startDraft(plan({}), 5));
  });
});
