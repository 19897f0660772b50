import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { ChartFrame } from "../../../../ui/charts/ChartFrame";
import type { Twin } from "../../../../ui/charts/twin";
import type { Held } from "../queries";
import { isOwn, type Known, knownOf, metOf } from "../state";
import { useExpectationWords } from "../useExpectationWords";
import { Ball, IcebergDrawing, type IceFacts } from "./IcebergDrawing";
import styles from "./iceberg.module.css";
import { layoutOf } from "./layout";

type Props = {
  title: string;
  source: string;
  items: readonly Held[];
  actions?: ReactNode;
  onOpen?: (id: string) => void;
  level?: 2 | 3;
};

const KEY = ["fresh", "stale", "stated", "assumed"] as const satisfies Known[];

/** The iceberg of one client with its key, its table and itself as a file. */
export function IcebergFigure({ title, source, items, actions, onOpen, level = 2 }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const words = useExpectationWords();
  const held = useMemo(() => items.filter((it) => it.status !== "retired"), [items]);
  const facts = useMemo(() => {
    const list = held.map(
      (it): IceFacts => ({
        id: it.id,
        depth: it.depth,
        weight: it.weight,
        words: isOwn(it) ? t("quoted", { words: it.words }) : it.words,
        under: words.under(it),
        own: isOwn(it),
        known: knownOf(it),
        met: metOf(it),
        metWords: words.met(it),
      }),
    );
    return new Map(list.map((fact) => [fact.id, fact]));
  }, [held, t, words]);
  const ices = useMemo(() => [...facts.values()], [facts]);
  const count = (known: Known) => held.filter((it) => knownOf(it) === known).length;
  const below = held.filter((it) => it.depth >= 2).length;
  const caption = t("iceberg.caption", {
    stated: held.length - below,
    below,
    fresh: count("fresh"),
    stale: count("stale"),
    assumed: count("assumed"),
  });
  return (
    <ChartFrame
      title={title}
      level={level}
      caption={caption}
      source={source}
      twin={useTwin(held)}
      actions={actions}
      height={(width) => layoutOf(ices, width).height}
    >
      {(width) => (
        <>
          <IcebergDrawing
            layout={layoutOf(ices, width)}
            facts={facts}
            onOpen={onOpen}
            words={{
              label: caption,
              depths: { 1: t("depth.1"), 2: t("depth.2"), 3: t("depth.3") },
              waterline: t("iceberg.waterline"),
              more: (n) => t("iceberg.more", { n }),
            }}
          />
          <p className={styles.key}>
            {KEY.filter((known) => known !== "stated" || count(known) > 0).map((known) => (
              <span key={known}>
                <svg width={14} height={14} aria-hidden="true">
                  <Ball x={7} y={7} r={5} known={known} />
                </svg>
                {t(`known.${known}`, { n: count(known) })}
              </span>
            ))}
            <span>{t("iceberg.size")}</span>
          </p>
        </>
      )}
    </ChartFrame>
  );
}

function useTwin(items: readonly Held[]): Twin {
  const { t } = useTranslation("loyalty/expectations");
  const words = useExpectationWords();
  const format = useFormat();
  return {
    columns: [
      { key: "words", label: t("table.words") },
      { key: "who", label: t("table.who") },
      { key: "depth", label: t("table.depth") },
      { key: "level", label: t("table.level") },
      { key: "known", label: t("table.known") },
      { key: "met", label: t("table.met") },
      { key: "confirmed", label: t("table.confirmed") },
      { key: "served", label: t("table.served") },
      { key: "weight", label: t("table.weight"), numeric: true },
    ],
    rows: [...items]
      .sort((a, b) => a.depth - b.depth || b.weight - a.weight)
      .map((it) => ({
        words: isOwn(it) ? t("quoted", { words: it.words }) : `${it.words} (${t("guess")})`,
        who: it.who ?? "",
        depth: words.depth(it),
        level: t(`level.${it.level}`),
        known: t(`knownWord.${knownOf(it)}`),
        met: words.met(it) || t("met.unheard"),
        confirmed: it.confirmed_at ? format.day(it.confirmed_at) : "",
        served: it.served_by.map(({ label }) => label).join(", ") || t("served.none"),
        weight: { text: format.decimal(it.weight, 1), value: it.weight },
      })),
  };
}
