import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ClientPicker } from "./ClientPicker";
import type { FoundClient } from "./queries";

const hale: FoundClient = { id: "1", key: "hale", name: "Household Hale" };
const hall: FoundClient = { id: "2", key: "hall", name: "Hall Ltd" };
const known = [hale, hall];

beforeEach(() => {
  vi.stubGlobal("fetch", async (request: Request) => {
    const q = new URL(request.url).searchParams.get("q")?.toLowerCase() ?? "";
    const words = (one: FoundClient) => `${one.key} ${one.name}`.toLowerCase().split(" ");
    const items = known.filter((one) => words(one).some((word) => q.split(" ").some((each) => word.startsWith(each))));
    return new Response(JSON.stringify({ items }), { headers: { "content-type": "application/json" } });
  });
});
afterEach(() => vi.unstubAllGlobals());

let chosen: FoundClient | null = null;

function Form() {
  const [value, setValue] = useState<FoundClient | null>(null);
  chosen = value;
  return (
    <>
      <ClientPicker label="Client" value={value} onChange={setValue} />
      <input aria-label="Next" />
    </>
  );
}

function open() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Form />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), field: screen.getByRole("combobox") as HTMLInputElement };
}

it("closes its list over a choice, and forgets the choice with the next letter", async () => {
  const { user, field } = open();
  await user.type(field, "hal");
  await screen.findByRole("option", { name: /Hall Ltd/ });
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(chosen).toEqual(hall);
  expect(field.value).toBe("Hall Ltd");
  await waitFor(() => expect(screen.queryByRole("option")).toBeNull());
  await user.type(field, "x");
  expect(chosen).toBeNull();
});

it("takes a whole name for a choice, and says that a part of one is none", async () => {
  const { user, field } = open();
  await user.type(field, "hall ltd");
  await screen.findByRole("option", { name: /Hall Ltd/ });
  await user.tab();
  expect(chosen).toEqual(hall);
  await user.clear(field);
  await user.type(field, "hou");
  await screen.findByRole("option", { name: /Household Hale/ });
  await user.tab();
  expect(chosen).toBeNull();
  expect(await screen.findByText("Choose one from the list.")).toBeDefined();
});
