/** Starts the real program on a fresh data folder and a free port, and takes both away again. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const PROGRAM = process.env["TOUCHSTONE_BIN"] ?? "";

export interface House {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  url: string;
  /** The one-time token of the first run; null when the house has an owner already. */
  setupToken: string | null;
  /** Who signs in to the demo. */
  demo: { email: string; password: string } | null;
  dataFolder: string;
  /** What the program has printed so far. */
  printed: () => string;
  stop: () => Promise<void>;
}

/** How long the program may take from start to `/readyz`, in milliseconds; a busy two-core machine is allowed for. */
const READY_WITHIN = 30_000;

export async function startHouse(demo?: { clients: number; months: number; seed: number }): Promise<House> {
  if (!existsSync(PROGRAM)) {
    throw new Error(`TOUCHSTONE_BIN is "${PROGRAM}": no such file. Build it with: cargo build -p server`);
  }
  const dataFolder = await mkdtemp(join(tmpdir(), "touchstone-e2e-"));
  const environment = cleanEnvironment();
  let visitor: House["demo"] = null;
  if (demo) {
    const made = spawnSync(
      PROGRAM,
      ["demo", "--data", dataFolder, "--clients", `${demo.clients}`, "--months", `${demo.months}`, "--seed", `${demo.seed}`],
      { env: environment, encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(`touchstone demo ended with ${made.status}:\n${made.stdout}${made.stderr}`);
    const said = /sign in as (\S+) with the password (\S+)/.exec(made.stdout);
    if (!said?.[1] || !said[2]) throw new Error(`touchstone demo does not say how to sign in:\n${made.stdout}`);
    visitor = { email: said[1], password: said[2] };
  }
  const port = await freePort();
  const program = spawn(PROGRAM, ["serve", "--data", dataFolder, "--port", `${port}`], { env: environment });
  let printed = "";
  program.stdout.on("data", (part: Buffer) => (printed += part.toString()));
  program.stderr.on("data", (part: Buffer) => (printed += part.toString()));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, program, () => printed);
  return {
    url,
    setupToken: /setup[/?#](?:token=)?([A-Za-z0-9_-]{16,})/.exec(printed)?.[1] ?? null,
    demo: visitor,
    dataFolder,
    printed: () => printed,
    stop: async () => {
      await ended(program);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The surroundings without the variables that would point the program at somebody's real store. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== "DATABASE_URL" && !name.startsWith("TOUCHSTONE_")),
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

async function untilReady(url: string, program: ChildProcess, printed: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    if (program.exitCode !== null) throw new Error(`touchstone serve ended with ${program.exitCode}:\n${printed()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  program.kill("SIGKILL");
  throw new Error(`touchstone serve was not ready within ${READY_WITHIN / 1000} s:\n${printed()}`);
}

function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const impatience = setTimeout(() => program.kill("SIGKILL"), 5_000);
    program.once("exit", () => {
      clearTimeout(impatience);
      done();
    });
    program.kill("SIGTERM");
  });
}
