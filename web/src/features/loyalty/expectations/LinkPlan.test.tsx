import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadTexts } from "../../../i18n/i18n";
import { LinkPlan } from "./LinkPlan";
import type { Held } from "./queries";

vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<typeof import("@tanstack/react-router")>()),
  Link: ({ children }: { children: ReactNode }) => <a href="/">{children}</a>,
}));

const place = (id: string, label: string, live: object | null) => ({ touchpoint: { id, key: id, label }, live });
const lines = [
  { level: "must", words: "I see what it costs", theme: "clear-fees" },
  { level: "should", words: "Somebody smiles", theme: null },
];
let sent: unknown[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "PATCH") sent.push([pathname, await request.json()]);
    const body = pathname.endsWith("/plans")
      ? { items: [place("proposal", "Proposal", {}), place("lobby", "Lobby", null)] }
      : pathname.endsWith("/plan")
        ? { live: { document: { expectations: lines } } }
        : {};
    return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  });
});
afterEach(() => vi.unstubAllGlobals());

it("links an expectation to the line of the live plan that answers it", async () => {
  await loadTexts("loyalty/expectations");
  const onLinked = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense>
        <LinkPlan expectation={{ id: "e1" } as Held} onLinked={onLinked} />
      </Suspense>
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Choose the plan that serves it" }));
  await userEvent.click(await screen.findByRole("button", { name: /Where is it served/ }));
  // Only what is live serves anybody.
  await waitFor(() => expect(screen.getAllByRole("option").map((one) => one.textContent)).toContain("Proposal"));
  expect(screen.queryByRole("option", { name: "Lobby" })).toBeNull();
  await userEvent.click(screen.getByRole("option", { name: "Proposal" }));
  const line = await screen.findByRole("button", { name: "I see what it costs" });
  expect(screen.queryByRole("button", { name: "Somebody smiles" })).toBeNull();
  await userEvent.click(line);
  await waitFor(() => expect(onLinked).toHaveBeenCalledOnce());
  expect(sent).toEqual([["/v1/expectations/e1", { theme: "clear-fees" }]]);
});
