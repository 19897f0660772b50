import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { Button } from "../../../../ui/Button";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import { type AcceptItem, type Discovery, type Inventory, KINDS, type Kind } from "../types";
import { kindWord } from "../words";
import styles from "./discover.module.css";

const NOTHING = "-";

interface Props {
  readonly discovery: Discovery;
  readonly inventory: Inventory;
  readonly mayEdit: boolean;
  readonly onAccept: (item: AcceptItem) => void;
  readonly onDismiss: () => void;
}

/** One touch that happens: how often, how we know, and where it would stand. */
export function DiscoveryCard({ discovery, inventory, mayEdit, onAccept, onDismiss }: Props) {
  const { t } = useTranslation("design/inventory");
  const format = useFormat();
  const [label, setLabel] = useState(discovery.label);
  const known = (key: string | undefined) => (inventory.channels.some((one) => one.key === key) ? key : undefined);
  const [stage, setStage] = useState(NOTHING);
  const [channel, setChannel] = useState(known(discovery.channel?.key) ?? NOTHING);
  const [kind, setKind] = useState<Kind>("dynamic");
  const unplaced = discovery.kind === "unplaced";
  const { first, last } = discovery;
  const span =
    first && last ? (first.slice(0, 10) === last.slice(0, 10) ? format.day(first) : format.daySpan(first, last)) : null;
  const accept = () => {
    // A channel that the grid does not have yet comes along by its name.
    const named = channel === NOTHING ? (discovery.channel?.label ?? null) : channel;
    onAccept({
      ground: discovery.ground,
      label: label.trim() || discovery.label,
      stage: stage === NOTHING ? null : stage,
      channel: named,
      kind,
      ...(unplaced && discovery.similar_to ? { touchpoint: discovery.similar_to.id } : {}),
    });
  };
  return (
    <li className={styles.card}>
      <div>
        <p className={styles.how}>
          {t(`discover.ground.${discovery.kind}`)}
          {discovery.direction && ` · ${t(`discover.direction.${discovery.direction}`)}`}
          {discovery.channel && ` · ${discovery.channel.label}`}
        </p>
        <h2>{discovery.label}</h2>
        <p>
          <b>{t("discover.times", { count: discovery.n, n: format.count(discovery.n) })}</b>
          {discovery.clients !== null && (
            <> {t("discover.clients", { count: discovery.clients, n: format.count(discovery.clients) })}</>
          )}
          {span && <span className="soft">, {span}</span>}
        </p>
        {discovery.samples.length > 0 && (
          <ul className={styles.samples}>
            {discovery.samples.map((sample) => (
              <li key={sample}>“{sample}”</li>
            ))}
          </ul>
        )}
        {discovery.similar_to && !unplaced && (
          <p className="soft">{t("discover.similar", { label: discovery.similar_to.label })}</p>
        )}
      </div>
      {mayEdit && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            accept();
          }}
        >
          {!unplaced && <TextField label={t("field.label")} value={label} onChange={setLabel} maxLength={200} />}
          <div className={styles.three}>
            <Select
              label={t("field.stage")}
              options={[{ key: NOTHING, label: t("grid.noStage") }, ...inventory.stages]}
              value={stage}
              onChange={setStage}
            />
            <Select
              label={t("field.channel")}
              options={[
                { key: NOTHING, label: discovery.channel?.label ?? t("grid.noChannel") },
                ...inventory.channels.filter(
                  ({ label: name }) => name !== discovery.channel?.label || known(discovery.channel?.key),
                ),
              ]}
              value={channel}
              onChange={setChannel}
            />
            {!unplaced && (
              <Select
                label={t("field.kind")}
                options={KINDS.map((key) => ({ key, label: kindWord(t, key) }))}
                value={kind}
                onChange={setKind}
              />
            )}
          </div>
          <div className={styles.acts}>
            <Button
              type="submit"
              look="go"
              size="s"
              aria-label={t(unplaced ? "discover.placeNamed" : "discover.acceptNamed", { label: discovery.label })}
            >
              {t(unplaced ? "discover.place" : "discover.accept")}
            </Button>
            <Button
              size="s"
              look="quiet"
              aria-label={t("discover.dismissNamed", { label: discovery.label })}
              onPress={onDismiss}
            >
              {t("discover.dismiss")}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
