import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadTexts } from "../../../i18n/i18n";
import LadderPage from "./LadderPage";
import type { Rung } from "./rungs";

const rungs: Rung[] = ["unknown", "dissatisfied", "satisfied", "loyal", "ambassador"];
const rate = { count: 0, n: 0, share: null, interval: null };
const stretch = (label: string) => ({
  label,
  from: "2026-01-01T00:00:00Z",
  to: "2026-04-01T00:00:00Z",
  clients: 40,
  rungs: rungs.map((rung) => ({ rung, clients: 8, share: rate, worth: 0, worth_known: 0 })),
});
const answers: Record<string, unknown> = {
  "/v1/ladder": {
    basis: "expectations",
    clients: 40,
    never_met: 0,
    stretches: [stretch("2026-Q1"), stretch("2026-Q2")],
    steps: [{ moves: [], rises: rate, slips: rate }],
    rises: rate,
    slips: rate,
    rules: { basis: "expectations", tolerance: 0.5, reading_days: 365, plus_one_days: 180 },
    computed_at: "2026-04-01T00:00:00Z",
  },
  "/v1/ladder/gaps": {
    items: [
      {
        ...{ item: "rates", label: "Rates", scale_low: -3, scale_high: 3, n: 12, clients: 9, hidden: false },
        ...{ expected: 0, perceived: -1, gap: -1, interval: { low: -1.5, high: -0.5 }, p: 0.01 },
        ...{ short: { ...rate, count: 9, n: 12 }, met: { ...rate, count: 3, n: 12 }, beyond: { ...rate, n: 12 } },
      },
      {
        ...{ item: "names", label: "Names", scale_low: -3, scale_high: 3, n: 4, clients: 4, hidden: true },
        ...{
          expected: null,
          perceived: null,
          gap: null,
          interval: null,
          p: null,
          short: null,
          met: null,
          beyond: null,
        },
      },
    ],
  },
  "/v1/ladder/calibration": {
    ...{ verdict: "not_enough", lead_days: 30, rows: [], contrasts: [], auc: null, asymmetry: null, by_sign: null },
  },
  "/v1/dimensions": {
    attributes: [
      {
        key: "tier",
        label: "Tier",
        values: [
          { code: "gold", label: "Gold", clients: 3 },
          { code: "iron", label: "Iron", clients: 37 },
        ],
      },
    ],
  },
};

const json = (body: unknown, status: number) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": status === 200 ? "application/json" : "application/problem+json" },
  });

beforeEach(() => {
  vi.stubGlobal("fetch", async (target: Request | string) => {
    const url = new URL(typeof target === "string" ? target : target.url, window.location.origin);
    if (url.searchParams.get("where") === "attr.tier=gold") {
      const errors = [{ field: "where", message: "These are fewer than five clients." }];
      return json({ code: "small_group", status: 422, errors }, 422);
    }
    const answer = answers[url.pathname];
    return answer ? json(answer, 200) : json({ code: "not_found", status: 404 }, 404);
  });
});
afterEach(() => vi.unstubAllGlobals());

// The page brings several charts along; the first test waits for them.
const PATIENT = { timeout: 15_000 };

async function shown() {
  await loadTexts("loyalty/ladder");
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Suspense>
        <LadderPage />
      </Suspense>
    </QueryClientProvider>,
  );
  return screen.findByRole("button", { name: /^Whose standing|All clients/ }, PATIENT);
}

it("keeps its choice where so few were chosen, says why, and shows all again", async () => {
  await userEvent.click(await shown());
  await userEvent.click(await screen.findByRole("option", { name: "Tier: Gold" }, PATIENT));
  expect(await screen.findByRole("heading", { name: "Fewer than five clients" }, PATIENT)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toContain("The owner alone sees them");
  expect(screen.getByRole("button", { name: /Tier: Gold/ })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show all clients" }));
  expect(await screen.findByRole("button", { name: /All clients/ }, PATIENT)).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Fewer than five clients" })).toBeNull();
}, 30_000);

it("says of an item of few clients that it is hidden", async () => {
  await shown();
  const table = await screen.findByRole("table", { name: "Expected beside met, item by item" }, PATIENT);
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => row.textContent ?? "");
  expect(rows[0]).toContain("−1.00");
  expect(rows[1]).toContain("under five, hidden");
  expect(rows[1]).not.toContain("0.00");
}, 30_000);
