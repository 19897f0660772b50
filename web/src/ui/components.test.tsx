import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { i18n } from "../i18n/i18n";
import { ProblemError } from "../lib/problem";
import { Button } from "./Button";
import { ConfirmDialog } from "./Dialog";
import { ErrorState } from "./ErrorState";
import { Figure } from "./Figure";
import { Form } from "./Form";
import { Sign } from "./Sign";
import { Stepper } from "./Stepper";
import { type Columns, Table, tableCsv } from "./Table";
import { TextField } from "./TextField";
import { Toasts } from "./Toasts";
import { toast } from "./toasts";

const plain = (text: string | null) => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

it("shows a figure with its spread and n", () => {
  const estimate = { value: 39.84, n: 2746, low: 37.2, high: 42.4, badge: "sound" as const };
  const { container } = render(<Figure label="NPS" estimate={estimate} unit="nps" />);
  expect(plain(container.textContent)).toBe("NPS39.8±2.6  n 2,746");
  expect(screen.getByTitle("95% interval 37.2 – 42.4")).toBeTruthy();
});

it("says unknown, withheld and indicative", () => {
  const { container, rerender } = render(<Figure estimate={null} unit="score" />);
  expect(container.textContent).toBe("unknown");
  rerender(<Figure estimate={{ value: null, n: 3, hidden: true }} unit="score" />);
  expect(container.textContent).toBe("withheldn 3");
  rerender(<Figure estimate={{ value: 3.9, n: 46, low: 3.6, high: 4.2, badge: "indicative" }} unit="score" />);
  expect(container.textContent).toContain("indicative");
});

type Row = { id: string; name: string; score: number };
const rows: Row[] = [
  { id: "a", name: "Parking", score: 3.87 },
  { id: "b", name: "Shops", score: 3.64 },
  { id: "c", name: "Security", score: 4.31 },
];
const columns: Columns<Row> = [
  { id: "name", accessorFn: (row) => row.name, header: "Touchpoint", sortDescFirst: false, meta: { phone: "title" } },
  { id: "score", accessorFn: (row) => row.score, header: "Score", meta: { align: "end" } },
  { id: "act", header: "Next", enableSorting: false, cell: () => "Open", meta: { csv: false } },
];

it("sorts a table from its headers and says so", async () => {
  render(<Table caption="Scores" rows={rows} columns={columns} rowId={(row) => row.id} />);
  const table = screen.getByRole("table", { name: "Scores" });
  const names = () =>
    within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => row.firstChild?.textContent);
  expect(names()).toEqual(["Parking", "Shops", "Security"]);
  await userEvent.click(within(table).getByRole("button", { name: "Score" }));
  expect(names()).toEqual(["Security", "Parking", "Shops"]);
  expect(within(table).getByRole("columnheader", { name: "Score" }).getAttribute("aria-sort")).toBe("descending");
  await userEvent.click(within(table).getByRole("button", { name: "Touchpoint" }));
  expect(names()).toEqual(["Parking", "Security", "Shops"]);
  expect(within(table).queryByRole("button", { name: "Next" })).toBeNull();
});

it("writes a table's file from its columns", () => {
  expect(tableCsv(rows.slice(0, 1), columns)).toEqual([
    ["Touchpoint", "Score"],
    ["Parking", 3.87],
  ]);
});

it("tells a refusal: what happened, what to do, the number in the log", async () => {
  const retry = vi.fn();
  const error = new ProblemError({ code: "unavailable", request_id: "r42" }, 503);
  render(<ErrorState error={error} onRetry={retry} />);
  const alert = screen.getByRole("alert");
  expect(within(alert).getByRole("heading").textContent).toBe("The server is not ready");
  expect(alert.textContent).toContain("r42");
  await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

it("speaks the reader's language", async () => {
  await i18n.changeLanguage("de");
  render(<ErrorState error={new ProblemError({ code: "offline" }, 0)} />);
  expect(screen.getByRole("heading").textContent).toBe("Der Server antwortet nicht");
  await i18n.changeLanguage("en");
});

it("ties a field to its complaint", () => {
  render(<TextField label="Email" error="There is no @ in it." />);
  const input = screen.getByLabelText("Email");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ");
  expect(described.map((id) => document.getElementById(id)?.textContent).join(" ")).toContain("There is no @ in it.");
});

it("checks what is needed before it is sent, in our words", async () => {
  const send = vi.fn();
  render(
    <Form onSubmit={send}>
      <TextField label="Name" name="name" isRequired />
      <Button type="submit">Save name</Button>
    </Form>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Save name" }));
  expect(await screen.findByText("This is needed.")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Name"), "Ana");
  await userEvent.click(screen.getByRole("button", { name: "Save name" }));
  expect(send).toHaveBeenCalledOnce();
});

it("sends again after a refusal of the server", async () => {
  const send = vi.fn();
  const { rerender } = render(form(undefined));
  await userEvent.type(screen.getByLabelText("Email"), "a@b.test");
  rerender(form("Somebody has it already."));
  await userEvent.click(screen.getByRole("button", { name: "Invite" }));
  expect(send).toHaveBeenCalledOnce();

  function form(error: string | undefined) {
    return (
      <Form onSubmit={send}>
        <TextField label="Email" name="email" isRequired error={error} />
        <Button type="submit">Invite</Button>
      </Form>
    );
  }
});

it("asks before what can't be undone, and keeps things as they are on Escape", async () => {
  const confirm = vi.fn();
  const close = vi.fn();
  render(
    <ConfirmDialog title="Close the access?" verb="Close access" danger open onConfirm={confirm} onClose={close}>
      They are signed out.
    </ConfirmDialog>,
  );
  const dialog = screen.getByRole("dialog", { name: "Close the access?" });
  await userEvent.click(within(dialog).getByRole("button", { name: "Close access" }));
  expect(confirm).toHaveBeenCalledOnce();
  await userEvent.keyboard("{Escape}");
  expect(close).toHaveBeenCalled();
});

it("offers the way back in a notice", async () => {
  const undo = vi.fn();
  render(<Toasts />);
  toast("Import undone.", { action: { label: "Undo", run: undo } });
  const status = await screen.findByText("Import undone.");
  expect(status.closest('[role="status"]')).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText("Import undone.")).toBeNull();
});

it("does nothing twice while it runs", async () => {
  const press = vi.fn();
  render(
    <Button pending onPress={press}>
      Publish plan
    </Button>,
  );
  await userEvent.click(screen.getByRole("button", { name: /Publish plan/ }));
  expect(press).not.toHaveBeenCalled();
});

it("marks the present step, and lets one go back only", async () => {
  const select = vi.fn();
  const steps = ["Upload", "Mapping", "Run"].map((label) => ({ key: label, label }));
  render(<Stepper label="Steps" steps={steps} current="Mapping" onSelect={select} />);
  expect(screen.getByText("2 Mapping").getAttribute("aria-current")).toBe("step");
  expect(screen.queryByRole("button", { name: "3 Run" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "1 Upload" }));
  expect(select).toHaveBeenCalledWith("Upload");
});

it("hides a sign from readers where its word stands beside it", () => {
  const { container } = render(
    <>
      <Sign standing="loyal" />
      <Sign standing="unknown" label="unknown" />
    </>,
  );
  expect(container.querySelectorAll("[aria-hidden]")).toHaveLength(1);
  expect(screen.getByRole("img", { name: "unknown" })).toBeTruthy();
});
