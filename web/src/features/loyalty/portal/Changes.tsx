import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { isProblem } from "../../../lib/problem";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { TextField } from "../../../ui/TextField";
import { useTell } from "../../../ui/useTell";
import styles from "./links.module.css";
import {
  changesQuery,
  type Proposal,
  proposalsQuery,
  useLeaveUntold,
  useTakeBackChange,
  useTellChange,
} from "./queries";

/** What is told to them on their page: that they spoke up, and what is different since. */
export function Changes({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/portal");
  const format = useFormat();
  const may = useMay("record_signals");
  const changes = useQuery(changesQuery(clientId));
  const take = useTakeBackChange();
  const tellAgain = useTellChange(clientId);
  const tell = useTell();
  const [telling, setTelling] = useState(false);
  return (
    <>
      <h3>{t("tell.title")}</h3>
      {changes.error ? (
        <ErrorState error={changes.error} level={3} onRetry={() => changes.refetch()} />
      ) : changes.data && changes.data.length > 0 ? (
        <ul>
          {changes.data.map(({ id, words, said, at, finding, because_of }) => (
            <li key={id}>
              <span>
                {said && (
                  <span className={styles.said}>
                    <ClientWords size="s">{said}</ClientWords>
                  </span>
                )}
                {words}
                <small>{format.day(at)}</small>
              </span>
              <span />
              {may && (
                <Button
                  look="quiet"
                  size="s"
                  aria-label={t("tell.backOf", { words })}
                  onPress={() =>
                    take.mutate(id, {
                      onSuccess: () =>
                        tell.done(t("tell.gone"), () =>
                          tellAgain.mutateAsync({ words, said, at, finding, because_of }),
                        ),
                      onError: tell.refused,
                    })
                  }
                >
                  {t("tell.back")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        changes.data && <p className="soft">{t("tell.none")}</p>
      )}
      {may && <Proposals clientId={clientId} />}
      {may && (
        <Button size="s" onPress={() => setTelling(true)}>
          {t("tell.open")}
        </Button>
      )}
      {telling && <TellDialog clientId={clientId} onClose={() => setTelling(false)} />}
    </>
  );
}

/** What could be told: they spoke up, and it is there now. They see nothing of it before somebody says so here. */
function Proposals({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/portal");
  const proposals = useQuery(proposalsQuery(clientId));
  if (!proposals.data || proposals.data.length === 0) return null;
  return (
    <section className={styles.proposals} aria-label={t("propose.title")}>
      <h4>{t("propose.title")}</h4>
      <p className="soft">{t("propose.what")}</p>
      <ul>
        {proposals.data.map((proposal) => (
          <Proposed key={proposal.finding} proposal={proposal} clientId={clientId} />
        ))}
      </ul>
    </section>
  );
}

function Proposed({ proposal, clientId }: { proposal: Proposal; clientId: string }) {
  const { t } = useTranslation("loyalty/portal");
  const change = useTellChange(clientId);
  const take = useTakeBackChange();
  const leave = useLeaveUntold(clientId);
  const tell = useTell();
  const { finding, touchpoint, said, because_of, since } = proposal;
  const [words, setWords] = useState(() => t("propose.words", { what: touchpoint.label }));
  return (
    <li>
      {said && (
        <span className={styles.said}>
          <ClientWords size="s">{said}</ClientWords>
        </span>
      )}
      <TextField label={t("tell.words")} lines={2} value={words} onChange={setWords} maxLength={1000} isRequired />
      <Acts>
        <Button
          size="s"
          look="quiet"
          onPress={() =>
            // What is decided stands in the list no more by the time the answer is there.
            void leave
              .mutateAsync({ finding, leave: true })
              .then(
                () => tell.done(t("propose.left"), () => leave.mutateAsync({ finding, leave: false })),
                tell.refused,
              )
          }
        >
          {t("propose.leave")}
        </Button>
        <Button
          size="s"
          look="go"
          isDisabled={words.trim() === ""}
          pending={change.isPending}
          aria-label={t("propose.doOf", { what: touchpoint.label })}
          onPress={() =>
            void change
              .mutateAsync({ words: words.trim(), said, because_of, finding, at: since })
              .then((made) => tell.done(t("tell.done"), () => take.mutateAsync(made.id)), tell.refused)
          }
        >
          {t("tell.do")}
        </Button>
      </Acts>
    </li>
  );
}

function TellDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useTranslation("loyalty/portal");
  const app = useTranslation();
  const change = useTellChange(clientId);
  const take = useTakeBackChange();
  const tell = useTell();
  const fields = isProblem(change.error) ? change.error.byField : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    change.mutate(
      { words: String(data.get("words")).trim(), said: String(data.get("said")).trim() || null },
      {
        onSuccess: (made) => {
          onClose();
          tell.done(t("tell.done"), () => take.mutateAsync(made.id));
        },
      },
    );
  };
  return (
    <Dialog title={t("tell.open")} open onClose={onClose} wide>
      <p className="soft">{t("tell.what")}</p>
      <Form onSubmit={submit}>
        <TextField label={t("tell.said")} hint={t("tell.saidHint")} name="said" lines={2} error={fields.said} />
        <TextField
          label={t("tell.words")}
          hint={t("tell.wordsHint")}
          name="words"
          lines={2}
          isRequired
          error={fields.words}
        />
        {Object.keys(fields).length === 0 && <ErrorLine error={change.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={change.isPending}>
            {t("tell.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
