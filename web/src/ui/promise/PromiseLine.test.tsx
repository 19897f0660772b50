import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { expect, it, vi } from "vitest";
import { loadTexts } from "../../i18n/i18n";
import { PromiseLine } from "./PromiseLine";
import type { ReadPromise } from "./promise";

const roy = { id: "roy", name: "Roy household" };
const me = { id: "me", name: "Cora" };
const friday = "2026-11-27T16:00:00Z";

const vague = (text: string): ReadPromise => ({
  what: "send the draft",
  client: /roy/i.test(text) ? roy : null,
  due_at: /friday/i.test(text) ? friday : null,
  parts: [],
  doubts: /soon/.test(text) ? [{ kind: "vague", moments: [friday], clients: [], people: [] }] : [],
});

async function shown() {
  await loadTexts("loyalty/promises");
  const onPromise = vi.fn(async () => {});
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense>
        <PromiseLine
          read={async (text) => vague(text)}
          onPromise={onPromise}
          people={[me, { id: "ben", name: "Ben" }]}
          me={me}
          zone="UTC"
        />
      </Suspense>
    </QueryClientProvider>,
  );
  return { onPromise, line: screen.getByRole("textbox", { name: "Promise in one line" }) };
}

it("keeps what was understood, and nothing before somebody says so", async () => {
  const { onPromise, line } = await shown();
  await userEvent.type(line, "Send Roy the draft by Friday");
  const button = screen.getByRole("button", { name: "Promise it" });
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false), { timeout: 3000 });
  expect(onPromise).not.toHaveBeenCalled();
  expect(screen.getByRole("button", { name: /^to Roy household/ })).toBeTruthy();
  await userEvent.click(button);
  await waitFor(() => expect((line as HTMLInputElement).value).toBe(""));
  expect(onPromise).toHaveBeenCalledWith(
    {
      client: "roy",
      contact: null,
      words: "send the draft",
      who: "me",
      due_at: friday,
    },
    expect.objectContaining({ due_at: friday }),
  );
});

it("asks for what is in doubt and takes a moment that it offers", async () => {
  const { onPromise, line } = await shown();
  await userEvent.type(line, "Send Roy the draft soon");
  await userEvent.click(await screen.findByRole("button", { name: /^by too vague to keep/ }, { timeout: 3000 }));
  await userEvent.click(screen.getByRole("button", { name: /27 Nov/ }));
  await waitFor(() =>
    expect((screen.getByRole("button", { name: "Promise it" }) as HTMLButtonElement).disabled).toBe(false),
  );
  await userEvent.click(screen.getByRole("button", { name: "Promise it" }));
  await waitFor(() =>
    expect(onPromise).toHaveBeenCalledWith(expect.objectContaining({ due_at: friday }), expect.anything()),
  );
});
