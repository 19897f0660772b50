import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";
import { loadTexts } from "../../../../i18n/i18n";
import { cardsOf, ghostsOf } from "../cards";
import { finding, inventory, touchpoint } from "../sample";
import { InventoryGrid } from "./InventoryGrid";
import { layOut } from "./layout";

beforeAll(() => loadTexts("design/inventory"));

function show(mayEdit = true) {
  const firm = inventory([
    touchpoint("Call back", { moment_of_truth: true, our_attention: 4 }),
    touchpoint("Thank-you letter", { at: ["after", "letter"], existence: "planned" }),
  ]);
  const decided = { stage: "enquire", channel: "letter", audience: null, reason: "nobody writes first" };
  const cards = cardsOf(firm.touchpoints, [], []);
  const ghosts = ghostsOf([finding(3, "Visit", ["after", "phone"])], "en", String);
  const grid = layOut({ ...firm, cells: [decided] }, cards, ghosts, { group: false, audiences: [] });
  const heard = {
    onSelect: vi.fn(),
    onOpen: vi.fn(),
    onMove: vi.fn(),
    onRename: vi.fn(),
    onAdd: vi.fn(),
    onFinding: vi.fn(),
  };
  render(<InventoryGrid grid={grid} selected={new Set()} open={null} mayEdit={mayEdit} fits {...heard} />);
  return heard;
}

const card = (name: RegExp) => screen.getByRole("button", { name });

it("says in words what shapes, edges and marks say", () => {
  show();
  const words = (name: RegExp) => card(name).textContent;
  expect(words(/^Call back/)).toContain("Call back , dynamic, live, moment of truth, attention 4 of 5");
  expect(words(/^Thank-you letter/)).toContain("Thank-you letter, dynamic, planned");
  expect(words(/^Visit/)).toContain("Visit, missing, finding 3");
  expect(words(/Letter, Enquire: not applicable, nobody writes first$/)).toContain("–");
  expect(screen.getByRole("columnheader", { name: /After/ }).textContent).toContain("0 live, 1 missing");
});

it("has one thing that Tab reaches, and arrows for the rest", async () => {
  show();
  const inside = within(screen.getByRole("grid"));
  const reached = () =>
    [...inside.getAllByRole("button")].filter((one) => one.tabIndex === 0 && one.dataset.spot !== undefined);
  expect(reached()).toHaveLength(1);
  card(/^Call back/).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(reached()).toHaveLength(1);
});

it("renames, opens, selects and moves by keyboard", async () => {
  const heard = show();
  const call = card(/^Call back/);
  call.focus();
  await userEvent.keyboard("d");
  expect(heard.onOpen).toHaveBeenCalledWith("call_back");
  await userEvent.keyboard(" ");
  expect([...(heard.onSelect.mock.calls[0]?.[0] ?? [])]).toEqual(["id-call_back"]);
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
  const [ids, cell] = heard.onMove.mock.calls[0] ?? [];
  expect(ids).toEqual(["id-call_back"]);
  expect([cell.stage, cell.channel]).toEqual(["serve", "letter"]);
  await userEvent.keyboard("{F2}");
  const field = screen.getByRole("textbox", { name: "Name of Call back" });
  await userEvent.clear(field);
  await userEvent.type(field, "Call again{Enter}");
  expect(heard.onRename.mock.calls[0]?.[1]).toBe("Call again");
});

it("changes nothing for whoever may only read", async () => {
  const heard = show(false);
  card(/^Call back/).focus();
  await userEvent.keyboard("{Enter}{Alt>}{ArrowDown}{/Alt}");
  expect(heard.onOpen).toHaveBeenCalled();
  expect(heard.onMove).not.toHaveBeenCalled();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button", { name: /^Add to/ })).toBeNull();
});
