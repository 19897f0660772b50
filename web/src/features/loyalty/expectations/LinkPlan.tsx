import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Select } from "../../../ui/Select";
import { useTell } from "../../../ui/useTell";
import styles from "./expectations.module.css";
import { type Held, plansQuery, servedQuery, useChangeExpectation, useUndoExpectation } from "./queries";

type Props = { expectation: Held; onLinked: () => void };

/**
 * An expectation that no plan serves is linked to the one that does: where, and which line of its plan answers it. Both
 * have the same theme from then on, and whoever expects the like is served with them.
 */
export function LinkPlan({ expectation: it, onLinked }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const [open, setOpen] = useState(false);
  return open ? (
    <Pick expectation={it} onLinked={onLinked} />
  ) : (
    <Button look="quiet" size="s" onPress={() => setOpen(true)}>
      {t("served.choose")}
    </Button>
  );
}

function Pick({ expectation: it, onLinked }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const plans = useQuery(plansQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = plans.data?.find(({ id }) => id === chosen) ?? null;
  if (plans.error) return <ErrorLine error={plans.error} />;
  if (plans.data?.length === 0) return <p className="soft small">{t("served.noPlans")}</p>;
  return (
    <div className={styles.link}>
      <Select
        label={t("served.where")}
        options={(plans.data ?? []).map(({ id, label }) => ({ key: id, label }))}
        value={chosen}
        onChange={setChosen}
      />
      {place && <Lines key={place.id} expectation={it} place={place} onLinked={onLinked} />}
    </div>
  );
}

type Place = { id: string; key: string; label: string };

function Lines({ expectation: it, place, onLinked }: Props & { place: Place }) {
  const { t } = useTranslation("loyalty/expectations");
  const served = useQuery(servedQuery(place.id));
  const change = useChangeExpectation();
  const undo = useUndoExpectation();
  const tell = useTell();
  const link = (theme: string) =>
    change.mutate(
      { id: it.id, theme },
      {
        onSuccess: () => {
          tell.done(t("did.served", { where: place.label }), () => undo.mutateAsync(it.id));
          onLinked();
        },
      },
    );
  if (!served.data) return <ErrorLine error={served.error} />;
  return (
    <>
      <p className="soft small">{t(served.data.length > 0 ? "served.which" : "served.nothing")}</p>
      {served.data.length > 0 && (
        <ul aria-label={t("served.which")}>
          {served.data.map(({ theme, words }) => (
            <li key={`${theme} ${words}`}>
              <Button size="s" isDisabled={change.isPending} onPress={() => link(theme)}>
                {words}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/touchpoints/$key/plan" params={{ key: place.key }}>
          {t("served.toPlan")}
        </Link>
      </p>
      <ErrorLine error={change.error} />
    </>
  );
}
