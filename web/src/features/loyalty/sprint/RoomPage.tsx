import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Brand } from "../../../app/Brand";
import { PagePending } from "../../../app/PagePending";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { useTitle } from "../../../ui/useTitle";
import { Counter } from "./Counter";
import { type CostClass, costClasses, type Idea, type Near, type Visit } from "./queries";
import styles from "./sprint.module.css";
import { useRoom, useSecondsLeft } from "./useRoom";

const route = getRouteApi("/s/$secret");

/** The room on a phone: by a link, without an account. */
export default function RoomPage() {
  const { t } = useTranslation("loyalty/sprint");
  const { secret } = route.useParams();
  const room = useRoom(secret);
  useTitle(room.visit?.room.title ?? t("name"));
  const gone = room.line === "gone";
  return (
    <div className={styles.sheet}>
      <header>
        <Brand />
        {room.line === "lost" && (
          <p className={styles.lost} role="status">
            {t("lost")}
          </p>
        )}
      </header>
      <main>
        {room.visit ? (
          <Room visit={room.visit} room={room} />
        ) : gone ? (
          <EmptyState level={1} title={t("gone")}>
            {t("goneWhat")}
          </EmptyState>
        ) : room.error ? (
          <ErrorState level={1} error={room.error} onRetry={room.look} />
        ) : (
          <PagePending />
        )}
      </main>
    </div>
  );
}

type RoomOf = ReturnType<typeof useRoom>;

function Room({ visit, room }: { visit: Visit; room: RoomOf }) {
  const { t } = useTranslation("loyalty/sprint");
  const closed = visit.room.closed;
  return (
    <>
      <h1 tabIndex={-1}>{visit.room.title}</h1>
      <p className="soft">
        {closed
          ? t("closed", { count: visit.room.ideas_total })
          : t("intro", { organization: visit.organization, count: visit.room.people })}
      </p>
      <Clock room={visit.room} ideas={visit.room.ideas_total + unsent(visit, room)} />
      {!closed && (visit.me ? <Writing room={room} visit={visit} /> : <Joining join={room.join} />)}
      <ErrorLine error={room.refusal} />
      <Ideas visit={visit} room={room} closed={closed} />
    </>
  );
}

/** What ticks stands alone: the lines below are many, and phones are small. */
function Clock({ room, ideas }: { room: Visit["room"]; ideas: number }) {
  return <Counter left={useSecondsLeft(room)} ideas={ideas} goal={room.goal} />;
}

/** What was written here and is not in the room yet counts too: nobody's idea seems lost. */
function unsent(visit: Visit, room: RoomOf): number {
  return room.waiting.filter((it) => !visit.room.ideas.some((idea) => idea.id === it.id)).length;
}

function Joining({ join }: { join: (name: string) => Promise<void> }) {
  const { t } = useTranslation("loyalty/sprint");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const fields = isProblem(error) ? error.byField : {};
  return (
    <Form
      onSubmit={async (event) => {
        const name = String(new FormData(event.currentTarget).get("name") ?? "");
        setPending(true);
        try {
          await join(name);
        } catch (problem) {
          setError(problem);
          setPending(false);
        }
      }}
    >
      <TextField
        label={t("yourName")}
        hint={t("nameHint")}
        name="name"
        maxLength={40}
        isRequired
        autoFocus
        error={fields.name}
      />
      <ErrorLine error={Object.keys(fields).length > 0 ? null : error} />
      <Button type="submit" look="go" wide pending={pending}>
        {t("comeIn")}
      </Button>
    </Form>
  );
}

const none = "-";

function Writing({ room, visit }: { room: RoomOf; visit: Visit }) {
  const { t } = useTranslation("loyalty/sprint");
  const [words, setWords] = useState("");
  const [cost, setCost] = useState<CostClass | typeof none>(none);
  const near = useNear(words, room);
  const input = useRef<HTMLDivElement>(null);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const line = words.trim();
    if (line === "") return;
    room.add(line, cost === none ? null : cost);
    setWords("");
    input.current?.querySelector("input")?.focus();
  };
  const voted = (id: string) => visit.me?.votes.includes(id) ?? false;
  return (
    <Form onSubmit={add}>
      <div ref={input}>
        <TextField
          label={t("yourIdea")}
          value={words}
          onChange={setWords}
          maxLength={140}
          autoComplete="off"
          action={
            <Button type="submit" look="go">
              {t("add")}
            </Button>
          }
        />
      </div>
      <div aria-live="polite" className={styles.near}>
        {near.map((it) => (
          <p key={it.id}>
            <span>{t("near", { no: it.no, words: it.words })}</span>
            <Button
              look="quiet"
              size="s"
              isDisabled={voted(it.id)}
              onPress={() => {
                void room.vote(it.id, true);
                setWords("");
              }}
            >
              {t(voted(it.id) ? "votedForIt" : "voteForIt")}
            </Button>
          </p>
        ))}
      </div>
      <Select
        label={t("cost")}
        options={[
          { key: none, label: t("costClass.none") },
          ...costClasses.map((key) => ({ key, label: t(`costClass.${key}`) })),
        ]}
        value={cost}
        onChange={setCost}
      />
    </Form>
  );
}

/** Lines that are near to what is being typed, a moment after the last letter. */
function useNear(words: string, room: RoomOf): Near[] {
  const [found, setFound] = useState<{ words: string; items: Near[] }>({ words: "", items: [] });
  const ask = room.near;
  useEffect(() => {
    const typed = words.trim();
    if (typed.length < 6) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask(typed, stop.signal).then(
        ({ items }) => setFound({ words: typed, items }),
        // Without a line nothing is pointed out; the idea can be written all the same.
        () => {},
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words, ask]);
  return words.trim().length < 6 ? [] : found.items;
}

function Ideas({ visit, room, closed }: { visit: Visit; room: RoomOf; closed: boolean }) {
  const { t } = useTranslation("loyalty/sprint");
  const [order, setOrder] = useState<"newest" | "votes">("newest");
  const ideas = [...visit.room.ideas].sort((a, b) => (order === "votes" && b.votes - a.votes) || b.no - a.no);
  const waiting = room.waiting.filter((it) => !visit.room.ideas.some((idea) => idea.id === it.id));
  if (ideas.length + waiting.length === 0) return <p className="soft">{t("nothingYet")}</p>;
  return (
    <section aria-label={t("ideas")}>
      <fieldset className={styles.order} aria-label={t("order")}>
        <Button look="quiet" size="s" aria-pressed={order === "newest"} onPress={() => setOrder("newest")}>
          {t("newest")}
        </Button>
        <Button look="quiet" size="s" aria-pressed={order === "votes"} onPress={() => setOrder("votes")}>
          {t("byVotes")}
        </Button>
      </fieldset>
      <ol className={styles.ideas}>
        {waiting.map((it) => (
          <li key={it.id} data-waiting="">
            <span>…</span>
            <span>{it.words}</span>
            <small>{t("waiting")}</small>
          </li>
        ))}
        {ideas.map((it) => (
          <IdeaLine
            key={it.id}
            it={it}
            voted={visit.me?.votes.includes(it.id) ?? false}
            onVote={visit.me && !closed ? room.vote : undefined}
          />
        ))}
      </ol>
    </section>
  );
}

type LineProps = { it: Idea; voted: boolean; onVote: RoomOf["vote"] | undefined };

/** Drawn anew only when its own idea changes: a hundred of them stand in a room where something happens every second. */
const IdeaLine = memo(function IdeaLine({ it, voted, onVote }: LineProps) {
  const { t } = useTranslation("loyalty/sprint");
  return (
    <li>
      <span>{it.no}</span>
      <span>
        {it.words}
        {it.cost_class && <small> {t(`costClass.${it.cost_class}`)}</small>}
      </span>
      {onVote ? (
        <Button look="quiet" size="s" aria-pressed={voted} onPress={() => void onVote(it.id, !voted)}>
          <span aria-hidden="true">{t(voted ? "votedWord" : "voteWord")}</span> {it.votes}{" "}
          <span className="sr">{t("votesFor", { words: it.words, count: it.votes })}</span>
        </Button>
      ) : (
        <small>{t("votes", { count: it.votes })}</small>
      )}
    </li>
  );
});
