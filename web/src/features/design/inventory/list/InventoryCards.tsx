import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import type { Card, Ghost } from "../cards";
import card from "../grid/card.module.css";
import { Diamond, Dots, FindingNumber, useAttentionWords } from "../marks";
import type { Inventory } from "../types";
import { stateWord } from "../words";
import styles from "./cards.module.css";
import { grouped } from "./InventoryList";
import { parseOrder, sortCards } from "./order";

interface Props {
  readonly cards: readonly Card[];
  readonly ghosts: readonly Ghost[];
  readonly inventory: Inventory;
  readonly sort: string | undefined;
  readonly byAudience: boolean;
  readonly onOpen: (key: string) => void;
  readonly onFinding: (ghost: Ghost) => void;
}

/** The inventory on a phone: a line each, by stage, with the same shapes and edges as in the grid. */
export function InventoryCards({ cards, ghosts, inventory, sort, byAudience, onOpen, onFinding }: Props) {
  const { t } = useTranslation("design/inventory");
  const { locale } = useFormat();
  const words = useAttentionWords();
  const order = parseOrder(sort);
  const groups = grouped(sortCards(cards, order, inventory, locale), inventory, order, byAudience, {
    noStage: t("grid.noStage"),
    everybody: t("grid.everybody"),
  });
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <section key={group.key}>
          {group.label !== null && <h2>{group.label}</h2>}
          <ul>
            {group.cards.map((one) => {
              const { touchpoint } = one;
              const judged = one.state === "live" || one.state === "stale";
              return (
                <li key={touchpoint.id}>
                  <button type="button" data-id={touchpoint.id} onClick={() => onOpen(touchpoint.key)}>
                    <span className={`${card.slot} ${card.mini}`} aria-hidden="true">
                      <span className={card.card} data-kind={touchpoint.kind} data-state={one.state} />
                    </span>
                    <span className={styles.name}>
                      <b>{touchpoint.label}</b> {touchpoint.moment_of_truth && <Diamond label={t("card.moment")} />}
                      <small>{touchpoint.channel?.label ?? t("grid.noChannel")}</small>
                    </span>
                    <span className={styles.state} data-tone={one.state === "missing" ? "short" : undefined}>
                      {one.findings.map((no) => (
                        <FindingNumber key={no} no={no} />
                      ))}
                      {one.state === "live"
                        ? null
                        : one.state === "stale"
                          ? t("list.stale", { count: one.staleMonths ?? 0 })
                          : stateWord(t, one.state)}
                      {judged && (
                        <>
                          <Dots attention={one.attention} />
                          <span className="sr">{words(one.attention)}</span>
                        </>
                      )}
                    </span>
                  </button>
                </li>
              );
            })}
            {ghosts
              .filter((ghost) => order.column === "place" && !byAudience && (ghost.stage ?? "") === group.key)
              .map((ghost) => (
                <li key={ghost.ids[0]}>
                  <button type="button" onClick={() => onFinding(ghost)}>
                    <span className={`${card.slot} ${card.mini}`} aria-hidden="true">
                      <span
                        className={card.card}
                        data-kind={ghost.kind}
                        data-state={ghost.nameless ? "thought" : "missing"}
                      />
                    </span>
                    <span className={styles.name}>
                      <b>{ghost.label}</b>
                    </span>
                    <span className={styles.state} data-tone="short">
                      {ghost.findings.map((no) => (
                        <FindingNumber key={no} no={no} />
                      ))}
                      {!ghost.nameless && t("state.missing")}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
