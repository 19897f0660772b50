import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { ClientWords } from "../../../ui/ClientWords";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Sign } from "../../../ui/Sign";
import { type Columns, CsvButton } from "../../../ui/Table";
import { useTell } from "../../../ui/useTell";
import { type Signal, useRestoreSignal, useWithdrawSignal } from "./queries";
import styles from "./trust.module.css";

/** The facts behind the legs, newest first, each with what is left of its weight. */
export function Signals({ signals, onClose }: { signals: readonly Signal[]; onClose: () => void }) {
  const { t } = useTranslation("loyalty/trust");
  const app = useTranslation();
  const sorted = [...signals].sort((a, b) => (a.at < b.at ? 1 : -1));
  const columns: Columns<Signal> = [
    { id: "at", accessorFn: (it) => it.at, header: t("signals.at") },
    { id: "leg", accessorFn: (it) => t(`leg.${it.leg}`), header: t("signals.leg") },
    { id: "part", accessorFn: (it) => t(`part.${it.part}`), header: t("signals.part") },
    { id: "polarity", accessorFn: (it) => it.polarity, header: t("signals.polarity") },
    { id: "weight", accessorFn: (it) => it.weight, header: t("signals.weight") },
    { id: "now", accessorFn: (it) => it.weight_now, header: t("signals.now") },
    { id: "source", accessorFn: (it) => t(`source.${it.source}`), header: t("signals.source") },
    { id: "words", accessorFn: (it) => it.words, header: t("signals.words") },
  ];
  return (
    <Dialog title={t("signals.title", { count: signals.length })} open onClose={onClose} wide>
      <p className="soft">{t("signals.what")}</p>
      <ul className={styles.signals}>
        {sorted.map((it) => (
          <Line key={it.id} signal={it} />
        ))}
      </ul>
      <Acts>
        <CsvButton name="trust-signals" rows={sorted} columns={columns} />
        <Button onPress={onClose}>{app.t("nav.close")}</Button>
      </Acts>
    </Dialog>
  );
}

function Line({ signal: it }: { signal: Signal }) {
  const { t } = useTranslation("loyalty/trust");
  const format = useFormat();
  const may = useMay("record_signals");
  const withdraw = useWithdrawSignal();
  const restore = useRestoreSignal();
  const tell = useTell();
  const left = it.weight > 0 ? it.weight_now / it.weight : 0;
  return (
    <li>
      <Sign
        standing={it.polarity > 0 ? "loyal" : "dissatisfied"}
        size={10}
        label={t(it.polarity > 0 ? "signals.earned" : "signals.cost")}
      />
      <span>
        <b>{t(`part.${it.part}`)}</b> <span className="soft">{t(`leg.${it.leg}`)}</span>
        {it.words && (
          <span className={styles.said}>
            {it.source === "said" ? <ClientWords size="s">{it.words}</ClientWords> : it.words}
          </span>
        )}
        <small>
          {format.day(it.at)} · {t(`source.${it.source}`)} · {t("signals.left", { share: format.percent(left) })}
        </small>
      </span>
      {may && it.entered && (
        <Button
          look="quiet"
          size="s"
          pending={withdraw.isPending}
          // Its line is gone by the time the answer is there.
          onPress={() =>
            void withdraw
              .mutateAsync(it.id)
              .then(() => tell.done(t("signals.withdrawn"), () => restore.mutateAsync(it.id)), tell.refused)
          }
        >
          {t("signals.withdraw")}
        </Button>
      )}
    </li>
  );
}
