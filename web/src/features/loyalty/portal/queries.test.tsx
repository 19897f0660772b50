import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { portalQuery, useAnswer, useTellUs, useWish } from "./queries";

afterEach(() => vi.unstubAllGlobals());

/** A server to which the link means nothing any more. */
function gone(code: string) {
  vi.stubGlobal("fetch", async () => {
    return new Response(JSON.stringify({ code, status: 404, title: "Gone" }), {
      status: 404,
      headers: { "content-type": "application/problem+json" },
    });
  });
}

function hooks() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(portalQuery("s").queryKey, { expectations: [] } as never);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => ({ answer: useAnswer("s"), tell: useTellUs("s"), wish: useWish("s") }), {
    wrapper,
  });
  return { client, result };
}

it("asks for the page anew when an answer finds the link taken back, so that nothing of it stays", async () => {
  gone("link_gone");
  const { client, result } = hooks();
  const stale = () => client.getQueryState(portalQuery("s").queryKey)?.isInvalidated;
  for (const say of [
    () => result.current.answer.mutateAsync({ id: "e", answer: "confirm", seen: "words" }),
    () => result.current.tell.mutateAsync("words"),
    () => result.current.wish.mutateAsync("never"),
  ]) {
    client.setQueryData(portalQuery("s").queryKey, { expectations: [] } as never);
    expect(stale()).toBe(false);
    await act(() => say().catch(() => undefined));
    await waitFor(() => expect(stale()).toBe(true));
  }
});

it("leaves the page alone where only one sentence is gone", async () => {
  gone("not_found");
  const { client, result } = hooks();
  await act(() => result.current.answer.mutateAsync({ id: "e", answer: "confirm", seen: "x" }).catch(() => undefined));
  expect(client.getQueryState(portalQuery("s").queryKey)?.isInvalidated).toBe(false);
});
