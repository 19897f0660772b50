import { afterEach, describe, expect, it, vi } from "vitest";
import { retryable } from "../app/query-client";
import { http, onSessionExpired, queryText, send } from "./http";
import { isProblem, ProblemError } from "./problem";

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
}

const serve = (response: Response | Error) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response))),
  );

async function refusal(run: Promise<unknown>): Promise<ProblemError> {
  try {
    await run;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error("did not refuse");
}

afterEach(() => vi.unstubAllGlobals());

describe("refusals", () => {
  it("keep code, fields and the number in the log", async () => {
    const errors = [
      { field: "email", message: "no @" },
      { field: "email", message: "too long" },
      { item: 3, message: "x" },
    ];
    serve(
      answer(
        422,
        { code: "invalid_fields", title: "Some fields are not valid", status: 422, errors },
        { "x-request-id": "r1" },
      ),
    );
    const problem = await refusal(http.post("/v1/people", {}));
    expect(problem.code).toBe("invalid_fields");
    expect(problem.byField).toEqual({ email: "No @." });
    expect(problem.requestId).toBe("r1");
    expect(isProblem(problem, "invalid_fields")).toBe(true);
    expect(isProblem(problem, "not_found")).toBe(false);
  });

  it("are told apart from answers that nobody can read", async () => {
    serve(answer(502, "<html>Bad gateway</html>"));
    const problem = await refusal(http.get("/v1/people"));
    expect([problem.code, problem.status]).toEqual(["unreadable", 502]);
  });

  it("are offline when nobody answers", async () => {
    serve(new TypeError("failed to fetch"));
    const problem = await refusal(send("/v1/people"));
    expect([problem.code, problem.status]).toEqual(["offline", 0]);
  });

  it("leave an abort alone", async () => {
    serve(new DOMException("stop", "AbortError"));
    await expect(http.get("/v1/people")).rejects.toMatchObject({ name: "AbortError" });
  });

  it("say once that the session is over, but not for a wrong password", async () => {
    const said = vi.fn();
    const stop = onSessionExpired(said);
    serve(answer(401, { code: "wrong_credentials", status: 401 }));
    await refusal(http.post("/v1/session", {}));
    expect(said).not.toHaveBeenCalled();
    serve(answer(401, { code: "not_signed_in", status: 401 }));
    await refusal(http.get("/v1/people"));
    expect(said).toHaveBeenCalledOnce();
    stop();
  });
});

it("asks again only when asking again can help", () => {
  const refused = (status: number) => new ProblemError({}, status);
  expect(retryable(0, refused(0))).toBe(true);
  expect(retryable(0, refused(503))).toBe(true);
  expect(retryable(0, refused(500))).toBe(false);
  expect(retryable(0, refused(404))).toBe(false);
  expect(retryable(2, refused(503))).toBe(false);
  expect(retryable(0, new Error("ours"))).toBe(false);
});

it("repeats the key of a list and leaves out what is absent", () => {
  expect(queryText({ where: ["a=1", "b=2"], period: undefined, n: 0, q: "" })).toBe("?where=a%3D1&where=b%3D2&n=0");
  expect(queryText({})).toBe("");
});

it("gives nothing for an empty answer", async () => {
  serve(new Response(null, { status: 204 }));
  expect(await http.delete("/v1/session")).toBeUndefined();
});
