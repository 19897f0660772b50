import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { expect, it } from "vitest";
import { meQuery } from "../../../app/queries";
import { loadTexts } from "../../../i18n/i18n";
import type { Promised } from "./queries";
import { StateWord } from "./StateWord";

const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

async function shown(promise: Partial<Promised>) {
  await loadTexts("loyalty/promises");
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, { organization: { time_zone: "Pacific/Auckland" } } as never);
  const whole = { state: "open", due_at: hours(3), due_soon: false, overdue: false, settled_at: null, cause: null };
  render(
    <QueryClientProvider client={client}>
      <Suspense>
        <StateWord promise={{ ...whole, ...promise } as Promised} />
      </Suspense>
    </QueryClientProvider>,
  );
}

it("says before it is due that something falls due", async () => {
  await shown({ due_soon: true });
  expect(screen.getByText("due soon, in 3 hours")).toBeTruthy();
});

it("says nothing of the sort of what has time, is late or done", async () => {
  await shown({});
  await shown({ due_at: hours(-3), due_soon: true, overdue: true });
  await shown({ due_soon: false, state: "kept", settled_at: hours(-1) });
  expect(screen.queryByText(/due soon/)).toBeNull();
});
