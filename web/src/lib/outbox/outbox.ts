import { isProblem } from "../problem";
import type { Shelf } from "./shelf";

/** Something to be sent that must not be lost. Sent twice it must be the same on the server as sent once. */
export type Entry = {
  /** Made here, once. */
  id: string;
  organization: string;
  person: string;
  /** A touch that was logged (also where nothing is said), something put off or struck off, a promise that was kept. */
  kind?: "log" | "later" | "promise";
  /** What it is about, for the list: "Review call". */
  title: string;
  /** For whom: "Hollis Ltd". */
  about: string;
  /** Own words in it, to be shown and copied. */
  words?: string;
  /** Things that it settles, by their ids, so that a page can tell that they are on their way. */
  settles?: readonly string[];
  path: string;
  body: unknown;
  /** When it was noted; entries are sent in this order. */
  at: string;
  /** Not sent before this moment (milliseconds): so long it can be taken back. */
  notBefore?: number;
  /** Why the server did not take it. It stays until somebody decides. */
  refused?: { code: string; detail: string };
};

export type Who = { organization: string; person: string };

/** What became of an entry that was just put in. */
export type Sent = { sent: true; answer: unknown } | { sent: false };

type Options = {
  shelf: Shelf<Entry>;
  post: (path: string, body: unknown) => Promise<unknown>;
  now?: () => number;
  /** Hears how many wait, so that the next start of the program knows without looking. */
  onCount?: (count: number) => void;
};

/** Nobody answered, or the server is in trouble: the same may go through later. Also when nobody is signed in. */
function isForLater(error: unknown): boolean {
  if (!isProblem(error)) return true;
  return (
    error.status === 0 || error.status === 401 || error.status === 408 || error.status === 429 || error.status >= 500
  );
}

/**
 * What waits for a connection. One for the whole program: every page that must not lose what somebody noted puts it
 * in here.
 */
export class Outbox {
  private entries: readonly Entry[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly sentListeners = new Set<(entry: Entry, answer: unknown) => void>();
  private loaded: Promise<void> | null = null;
  private turn: Promise<void> = Promise.resolve();
  private readonly now: () => number;

  constructor(private readonly options: Options) {
    this.now = options.now ?? Date.now;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    void this.load();
    return () => this.listeners.delete(listener);
  };

  current = (): readonly Entry[] => this.entries;

  /** Calls `listener` for every entry that the server has taken. */
  onSent(listener: (entry: Entry, answer: unknown) => void): () => void {
    this.sentListeners.add(listener);
    return () => this.sentListeners.delete(listener);
  }

  load(): Promise<void> {
    this.loaded ??= this.options.shelf.all().then((found) => {
      const here = new Set(this.entries.map(({ id }) => id));
      this.set([...found.filter(({ id }) => !here.has(id)), ...this.entries]);
    });
    return this.loaded;
  }

  /** Reads what lies on the shelf again: another window may have sent or added something. */
  async reload(): Promise<void> {
    await this.load();
    this.set(await this.options.shelf.all());
  }

  /** Keeps it first, then tries to send it, unless it is to wait. */
  async add(entry: Entry, who: Who): Promise<Sent> {
    await this.load();
    await this.options.shelf.put(entry);
    this.set([...this.entries.filter(({ id }) => id !== entry.id), entry]);
    if (entry.notBefore !== undefined && entry.notBefore > this.now()) return { sent: false };
    let answer: Sent = { sent: false };
    const stop = this.onSent((sent, body) => {
      if (sent.id === entry.id) answer = { sent: true, answer: body };
    });
    await this.flush(who);
    stop();
    return answer;
  }

  /** Takes it back, before it is sent or because nobody wants it any more. False where it is gone already. */
  async remove(id: string): Promise<boolean> {
    await this.load();
    const there = this.entries.some((entry) => entry.id === id);
    await this.options.shelf.remove(id);
    this.set(this.entries.filter((entry) => entry.id !== id));
    return there;
  }

  /** Tries one again that was refused. */
  async retry(id: string, who: Who): Promise<void> {
    const entry = this.entries.find((each) => each.id === id);
    if (!entry) return;
    const { refused: _, ...again } = entry;
    await this.add(again, who);
  }

  /** When the next entry may be sent that is still to wait; null where none is. */
  nextAt(): number | null {
    const times = this.entries.flatMap(({ notBefore, refused }) => (notBefore && !refused ? [notBefore] : []));
    const ahead = times.filter((time) => time > this.now());
    return ahead.length > 0 ? Math.min(...ahead) : null;
  }

  /** Sends what waits of this person, in the order in which it was noted. One at a time, also when asked twice. */
  flush(who: Who): Promise<void> {
    this.turn = this.turn.then(() => this.sendAll(who)).catch(() => undefined);
    return this.turn;
  }

  private async sendAll(who: Who): Promise<void> {
    await this.load();
    const mine = this.entries
      .filter(
        ({ organization, person, refused }) => organization === who.organization && person === who.person && !refused,
      )
      .filter(({ notBefore }) => notBefore === undefined || notBefore <= this.now())
      .toSorted((a, b) => a.at.localeCompare(b.at));
    for (const entry of mine) {
      // Taken back while another one was on its way.
      if (!this.entries.some(({ id }) => id === entry.id)) continue;
      try {
        const answer = await this.options.post(entry.path, entry.body);
        await this.options.shelf.remove(entry.id);
        this.set(this.entries.filter(({ id }) => id !== entry.id));
        for (const listener of this.sentListeners) listener(entry, answer);
      } catch (error) {
        // Without a connection the others would not get through either, and the order stays.
        if (isForLater(error)) return;
        const problem = isProblem(error) ? error : null;
        const detail = problem?.errors[0]?.message ?? problem?.detail ?? "";
        const refused = { ...entry, refused: { code: problem?.code ?? "unreadable", detail } };
        await this.options.shelf.put(refused);
        this.set(this.entries.map((each) => (each.id === entry.id ? refused : each)));
      }
    }
  }

  private set(entries: readonly Entry[]): void {
    this.entries = entries.toSorted((a, b) => a.at.localeCompare(b.at));
    this.options.onCount?.(this.entries.length);
    for (const listener of this.listeners) listener();
  }
}
