import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { showAtOnce, withItem } from "./at-once";

type Row = { id: string; kept: boolean };
const keep = (row: Row): Row => ({ ...row, kept: true });
const open = (id: string): Row => ({ id, kept: false });

describe("an item shown at once", () => {
  it.each([
    ["a page", { items: [open("a"), open("b")] }, { items: [open("a"), keep(open("b"))] }],
    [
      "pages",
      { pages: [{ items: [open("b")] }], pageParams: [1] },
      { pages: [{ items: [keep(open("b"))] }], pageParams: [1] },
    ],
    ["a list", [open("b")], [keep(open("b"))]],
    ["an answer about it alone", open("b"), keep(open("b"))],
  ])("is changed in %s", (_, before, after) => {
    expect(withItem<Row>(before, "b", keep)).toEqual(after);
  });

  it.each([[{ items: [open("a")] }], [{ rate: 1 }], [undefined], [null], ["text"]])("leaves %j as it is", (answer) => {
    expect(withItem<Row>(answer, "b", keep)).toBe(answer);
  });

  it("goes back after a refusal", async () => {
    const client = new QueryClient();
    client.setQueryData(["promises", "list"], { items: [open("a")] });
    client.setQueryData(["trust"], { items: [open("a")] });
    const back = await showAtOnce<Row>(client, ["promises"], "a", keep);
    expect(client.getQueryData(["promises", "list"])).toEqual({ items: [keep(open("a"))] });
    expect(client.getQueryData(["trust"])).toEqual({ items: [open("a")] });
    back();
    expect(client.getQueryData(["promises", "list"])).toEqual({ items: [open("a")] });
  });
});
