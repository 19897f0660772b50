import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isProblem } from "../../../lib/problem";
import { type CostClass, type Room, roomApi, type Visit } from "./queries";
import { browserKey, mergeRoom, pocketOf, type Waiting } from "./room";

export type Line = "open" | "lost" | "gone";

/** How long a line that did not arrive waits before it is sent again, in milliseconds. */
const AGAIN_MS = 1_500;

/** How long news is gathered before it is shown, in milliseconds: with fifty people writing, a phone draws it once. */
const GATHER_MS = 100;

/** Listens to a room; whoever lost the line comes back by itself and is told what came since. */
export function useLive(path: string | null, room: Room | undefined, take: (news: Room) => void): Line {
  const [line, setLine] = useState<Line>("open");
  const since = useRef(0);
  since.current = room?.revision ?? 0;
  const known = room !== undefined;
  const closed = room?.closed ?? false;
  useEffect(() => {
    if (path === null || !known || closed) return;
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    let gathered: Room | undefined;
    let telling: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      telling = undefined;
      if (gathered) take(gathered);
      gathered = undefined;
    };
    const listen = () => {
      source = new EventSource(`${path}?since=${since.current}`);
      source.addEventListener("open", () => setLine("open"));
      source.addEventListener("room", (event) => {
        setLine("open");
        const news = JSON.parse((event as MessageEvent<string>).data) as Room;
        gathered = gathered ? mergeRoom(gathered, news) : news;
        telling ??= setTimeout(tell, GATHER_MS);
      });
      source.addEventListener("error", () => {
        setLine("lost");
        // A browser tries again after a broken line, not after a refusal; then we do, from the last revision on.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, 2_000);
      });
    };
    listen();
    return () => {
      clearTimeout(again);
      clearTimeout(telling);
      source.close();
      // What has come is not lost: the next listener asks only for what is newer than what was shown.
      tell();
    };
  }, [path, known, closed, take]);
  return line;
}

/** A participant's room: what is known of it, who one is, and what is still to be sent. */
export function useRoom(secret: string) {
  const pocket = useMemo(() => pocketOf(secret, localStorage), [secret]);
  const [{ key, waiting }, setKept] = useState(() => pocket.load());
  const [visit, setVisit] = useState<Visit | null>(null);
  const [error, setError] = useState<unknown>(null);
  const say = useMemo(() => roomApi(secret, key), [secret, key]);

  const keep = useCallback(
    (change: (kept: { key: string | null; waiting: Waiting[] }) => { key: string | null; waiting: Waiting[] }) =>
      setKept((kept) => {
        const now = change(kept);
        pocket.save(now.key, now.waiting);
        return now;
      }),
    [pocket],
  );
  const take = useCallback(
    (news: Room) => setVisit((known) => known && { ...known, room: mergeRoom(known.room, news) }),
    [],
  );

  const look = useCallback(() => {
    say.visit().then(
      (seen) => {
        setVisit(seen);
        setError(null);
      },
      (problem: unknown) => setError(problem),
    );
  }, [say]);
  useEffect(look, [look]);
  const line = useLive(`/v1/sprint-links/${encodeURIComponent(secret)}/events`, visit?.room, take);

  // One at a time, in the order of writing; what fails for want of a line is tried again.
  const sending = useRef(false);
  const [tries, setTries] = useState(0);
  const [refusal, setRefusal] = useState<unknown>(null);
  const next = waiting[0];
  const joined = visit?.me != null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further try is a reason to send again
  useEffect(() => {
    if (!next || !joined || sending.current) return;
    sending.current = true;
    const done = () => keep((kept) => ({ ...kept, waiting: kept.waiting.filter((it) => it.id !== next.id) }));
    say
      .add(next)
      .then(
        (idea) => {
          done();
          setRefusal(null);
          setVisit(
            (known) =>
              known && {
                ...known,
                room: {
                  ...known.room,
                  ideas: mergeRoom(known.room, { ...known.room, ideas: [idea] }).ideas,
                  ideas_total: Math.max(known.room.ideas_total, idea.no),
                },
              },
          );
          return 0;
        },
        (problem: unknown) => {
          const status = isProblem(problem) ? problem.status : 0;
          // Busy or without a line: later. What the server refuses for good is said and let go.
          if (status === 0 || status === 429 || status >= 500) return AGAIN_MS;
          done();
          setRefusal(problem);
          return 0;
        },
      )
      .then((pause) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        const again = () => {
          clearTimeout(timer);
          window.removeEventListener("online", again);
          sending.current = false;
          setTries((n) => n + 1);
        };
        if (pause === 0) return again();
        timer = setTimeout(again, pause);
        // Back on the line is back at work: what was written without one goes out at once.
        window.addEventListener("online", again);
      });
  }, [next?.id, joined, tries, say, keep]);

  const vote = useCallback(
    async (idea: string, wanted: boolean) => {
      const mark = (votes: readonly string[]) => (wanted ? [...votes, idea] : votes.filter((it) => it !== idea));
      setVisit((known) => (known?.me ? { ...known, me: { ...known.me, votes: mark(known.me.votes) } } : known));
      try {
        const counted = await say.vote(idea, wanted);
        setVisit((known) => known && { ...known, room: mergeRoom(known.room, { ...known.room, ideas: [counted] }) });
      } catch (problem) {
        setRefusal(problem);
        look();
      }
    },
    [say, look],
  );

  return {
    visit,
    error,
    refusal,
    line: isProblem(error, "sprint_closed") ? ("gone" as const) : line,
    waiting,
    look,
    near: say.near,
    join: async (name: string) => {
      const entered = await say.join(name, browserKey(localStorage));
      keep((kept) => ({ ...kept, key: entered.key }));
      setVisit((known) => known && { ...known, me: entered.me });
    },
    add: (words: string, cost_class: CostClass | null) =>
      keep((kept) => ({ ...kept, waiting: [...kept.waiting, { id: crypto.randomUUID(), words, cost_class }] })),
    vote,
  };
}

/** Seconds left by the server's clock, counted down here between two messages. */
export function useSecondsLeft(room: Room | undefined): number {
  const [now, setNow] = useState(() => performance.now());
  const told = useRef({ at: performance.now(), left: 0, ends: "", revision: -1 });
  if (room && (room.revision !== told.current.revision || room.ends_at !== told.current.ends)) {
    told.current = { at: performance.now(), left: room.seconds_left, ends: room.ends_at, revision: room.revision };
  }
  const running = room !== undefined && !room.closed;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  if (!room) return 0;
  return running ? told.current.left - Math.max(0, now - told.current.at) / 1000 : room.seconds_left;
}
