import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { Confirmed, Guess, Question } from "./marks";
import styles from "./portal.module.css";
import { type Answer, type Portal, type PortalExpectation, useAnswer, useTellUs } from "./queries";
import { useDay } from "./useDay";

const ORDER = { said: 0, ask_again: 1, guess: 2, confirmed: 3 } as const;

/** What we understood they expect: what is to be checked first, our guesses marked as such. */
export function Expect({ portal, secret }: { portal: Portal; secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const items = [...portal.expectations].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  const waiting = items.filter((it) => it.state !== "confirmed").length;
  return (
    <section className={styles.s1} aria-labelledby="expect">
      <h2 id="expect">{t("expect.title")}</h2>
      <p className={styles.lead} aria-live="polite">
        {items.length === 0
          ? t("expect.none")
          : waiting === 0
            ? t("expect.allDone")
            : t("expect.check", { count: waiting })}
      </p>
      <ul className={styles.items}>
        {items.map((it) => (
          <Item key={it.id} item={it} secret={secret} zone={portal.time_zone} />
        ))}
      </ul>
      <Add secret={secret} />
    </section>
  );
}

type ItemProps = { item: PortalExpectation; secret: string; zone: string };

function Item({ item, secret, zone }: ItemProps) {
  const { t } = useTranslation("loyalty/portal");
  const day = useDay(zone);
  const answer = useAnswer(secret);
  const [changing, setChanging] = useState<"change" | "depends" | null>(null);
  const words = useId();
  const { state } = item;
  const say = (body: { answer: Answer; words?: string }) =>
    answer.mutate({ id: item.id, seen: item.words, ...body }, { onSuccess: () => setChanging(null) });
  const under =
    state === "confirmed"
      ? t("expect.confirmedOn", { day: item.confirmed_at ? day(item.confirmed_at) : "" })
      : state === "guess"
        ? t("expect.guess")
        : state === "ask_again"
          ? t("expect.again", { day: item.confirmed_at ? day(item.confirmed_at) : "" })
          : t("expect.said", { day: item.said_at ? day(item.said_at) : "" });
  return (
    <li className={styles.item} data-state={state}>
      {state === "confirmed" ? <Confirmed /> : state === "guess" ? <Guess /> : <Question />}
      <div>
        <p id={words}>{state === "guess" ? item.words : <q>{item.words}</q>}</p>
        <p className={styles.note}>{under}</p>
      </div>
      {state === "confirmed" && !changing && (
        <button type="button" className={styles.edit} aria-describedby={words} onClick={() => setChanging("change")}>
          {t("expect.edit")}
        </button>
      )}
      {changing ? (
        <Change item={item} asked={changing} pending={answer.isPending} onSay={say} onClose={() => setChanging(null)} />
      ) : (
        state !== "confirmed" && (
          <div className={styles.do}>
            {state !== "guess" ? (
              <>
                <Button
                  look="go"
                  pending={answer.isPending}
                  aria-describedby={words}
                  onPress={() => say({ answer: "confirm" })}
                >
                  {t("expect.right")}
                </Button>
                <Button aria-describedby={words} onPress={() => setChanging("change")}>
                  {t("expect.change")}
                </Button>
              </>
            ) : (
              <>
                <Button pending={answer.isPending} aria-describedby={words} onPress={() => say({ answer: "confirm" })}>
                  {t("expect.yes")}
                </Button>
                <Button
                  pending={answer.isPending}
                  aria-describedby={words}
                  onPress={() => say({ answer: "no_longer" })}
                >
                  {t("expect.no")}
                </Button>
                <Button aria-describedby={words} onPress={() => setChanging("depends")}>
                  {t("expect.depends")}
                </Button>
              </>
            )}
          </div>
        )
      )}
      <div className={styles.wide}>
        {isProblem(answer.error, "change_in_the_way") ? (
          <p role="status" className={styles.note}>
            {t("expect.otherwise")}
          </p>
        ) : (
          <ErrorLine error={answer.error} />
        )}
      </div>
    </li>
  );
}

type ChangeProps = {
  item: PortalExpectation;
  asked: "change" | "depends";
  pending: boolean;
  onSay: (body: { answer: Answer; words?: string }) => void;
  onClose: () => void;
};

function Change({ item, asked, pending, onSay, onClose }: ChangeProps) {
  const { t } = useTranslation("loyalty/portal");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    if (words === "") return;
    if (words === item.words) onSay({ answer: "confirm" });
    else onSay({ answer: "correct", words });
  };
  return (
    <div className={styles.wide}>
      <Form onSubmit={submit}>
        <TextField
          label={t(asked === "depends" ? "expect.dependsHow" : "expect.how")}
          name="words"
          lines={3}
          maxLength={500}
          defaultValue={asked === "depends" ? "" : item.words}
          isRequired
          autoFocus
        />
        <div className={styles.do}>
          <Button type="submit" look="go" pending={pending}>
            {t("expect.send")}
          </Button>
          {item.state !== "guess" && (
            <Button pending={pending} onPress={() => onSay({ answer: "no_longer" })}>
              {t("expect.noLonger")}
            </Button>
          )}
          <Button look="quiet" onPress={onClose}>
            {t("expect.leave")}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Add({ secret }: { secret: string }) {
  const { t } = useTranslation("loyalty/portal");
  const tell = useTellUs(secret);
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <div className={styles.add}>
        <Button
          onPress={() => {
            tell.reset();
            setOpen(true);
          }}
        >
          {t("expect.add")}
        </Button>
        {tell.isSuccess && (
          <p role="status" className={styles.note}>
            {t("expect.added")}
          </p>
        )}
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    if (words !== "") tell.mutate(words, { onSuccess: () => setOpen(false) });
  };
  return (
    <div className={styles.add}>
      <Form onSubmit={submit}>
        <TextField
          label={t("expect.addWhat")}
          hint={t("expect.addHint")}
          name="words"
          lines={3}
          maxLength={500}
          isRequired
          autoFocus
        />
        <ErrorLine error={tell.error} />
        <div className={styles.do}>
          <Button type="submit" look="go" pending={tell.isPending}>
            {t("expect.send")}
          </Button>
          <Button look="quiet" onPress={() => setOpen(false)}>
            {t("expect.leave")}
          </Button>
        </div>
      </Form>
    </div>
  );
}
