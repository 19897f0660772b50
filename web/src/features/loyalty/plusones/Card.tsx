import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button, LinkButton } from "../../../ui/Button";
import { Menu, MenuItem } from "../../../ui/Menu";
import { money, waysFrom } from "./board";
import { CostFigure, HalfLifeFigure, WowFigure } from "./Figures";
import styles from "./plusones.module.css";
import type { PlusOne, State } from "./queries";
import { WowLine } from "./WowLine";

export const DRAGGED = "application/x-touchstone-plus-one";

export type CardActs = {
  move: (it: PlusOne, to: State) => void;
  vote: (it: PlusOne) => void;
  keep: (it: PlusOne, kept: boolean) => void;
  replace: (it: PlusOne) => void;
  edit: (it: PlusOne) => void;
  give: (it: PlusOne) => void;
};

/** A plus-one on the board: its figures, and what can be done with it where it stands. */
export function Card({
  it,
  acts,
  mayEdit,
  mayGive,
}: {
  it: PlusOne;
  acts: CardActs;
  mayEdit: boolean;
  mayGive: boolean;
}) {
  const { t } = useTranslation("loyalty/plusones");
  return (
    <article
      className={styles.card}
      data-state={it.state}
      draggable={mayEdit}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, it.id);
        event.dataTransfer.effectAllowed = "move";
      }}
    >
      <header>
        <h3>
          <Link to="/plus-ones/$plusOneId" params={{ plusOneId: it.id }}>
            {it.words}
          </Link>
        </h3>
        {(mayEdit || mayGive) && (
          <Menu
            label={t("card.menuOf", { words: it.words })}
            placement="bottom end"
            onAction={(key) => {
              if (key === "give") acts.give(it);
              else if (key === "edit") acts.edit(it);
              else acts.move(it, key as State);
            }}
            trigger={
              <Button look="quiet" size="s" aria-label={t("card.menuOf", { words: it.words })}>
                ⋯
              </Button>
            }
          >
            {mayGive && it.state !== "retired" ? <MenuItem id="give">{t("card.give")}</MenuItem> : null}
            {mayEdit ? <MenuItem id="edit">{t("card.edit")}</MenuItem> : null}
            {mayEdit
              ? waysFrom(it).map((to) => (
                  <MenuItem key={to} id={to}>
                    {t(`moveTo.${to}`)}
                  </MenuItem>
                ))
              : null}
          </Menu>
        )}
      </header>
      {it.state === "idea" ? (
        <IdeaFoot it={it} acts={acts} mayVote={mayGive} />
      ) : it.state === "retired" ? (
        <RetiredFoot it={it} />
      ) : (
        <>
          <WowLine of={it} />
          <WowFigure of={it} />
          <CostFigure of={it} />
          <HalfLifeFigure of={it} />
          {it.must_ask && <p className={styles.line}>{t("card.askFirst")}</p>}
          {it.state === "norm" && <NormFoot it={it} acts={acts} mayEdit={mayEdit} />}
        </>
      )}
    </article>
  );
}

/** "tiny · about €1 · 4 min", the touchpoint, and who is for it. */
function IdeaFoot({ it, acts, mayVote }: { it: PlusOne; acts: CardActs; mayVote: boolean }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const cost = it.cost_cents > 0 && t("card.about", { money: money(format.locale, it.cost_cents, it.currency) });
  const time = it.minutes > 0 && t("card.minutes", { count: it.minutes });
  return (
    <>
      <p className={styles.line}>{[t(`costClass.${it.cost_class}`), cost, time].filter(Boolean).join(" · ")}</p>
      <div className={styles.foot}>
        <span className={styles.line}>{it.touchpoint?.label ?? t("card.anywhere")}</span>
        {mayVote ? (
          <Button
            look="quiet"
            size="s"
            aria-pressed={it.voted}
            aria-label={`${t(it.voted ? "card.voted" : "card.vote")} ${format.count(it.votes)}: ${it.words}`}
            onPress={() => acts.vote(it)}
          >
            {t(it.voted ? "card.voted" : "card.vote")} <small>{format.count(it.votes)}</small>
          </Button>
        ) : (
          <span className={styles.line}>{t("card.votes", { count: it.votes })}</span>
        )}
      </div>
    </>
  );
}

function NormFoot({ it, acts, mayEdit }: { it: PlusOne; acts: CardActs; mayEdit: boolean }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { kept_at, kept_by, clients, replaced_by } = it.norm;
  return (
    <>
      {clients > 0 && <p className={styles.line}>{t("norm.clients", { count: clients })}</p>}
      {it.norm.replacement_wanted && <p className={styles.wanted}>{t("norm.wanted")}</p>}
      {kept_at && (
        <p className={styles.line}>
          {kept_by
            ? t("norm.keptBy", { name: kept_by.name, day: format.day(kept_at) })
            : t("norm.kept", { day: format.day(kept_at) })}
        </p>
      )}
      {mayEdit && (
        <div className={styles.acts}>
          {kept_at ? (
            <Button look="quiet" size="s" onPress={() => acts.keep(it, false)}>
              {t("norm.reopen")}
            </Button>
          ) : (
            <>
              <Button look="quiet" size="s" onPress={() => acts.keep(it, true)}>
                {t("norm.keep")}
              </Button>
              <Button look="quiet" size="s" onPress={() => acts.move(it, "retired")}>
                {t("norm.withdraw")}
              </Button>
            </>
          )}
          {replaced_by ? (
            <LinkButton look="quiet" size="s" to="/plus-ones/$plusOneId" params={{ plusOneId: replaced_by }}>
              {t("norm.successor")}
            </LinkButton>
          ) : (
            <Button look="quiet" size="s" onPress={() => acts.replace(it)}>
              {t("norm.replace")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function RetiredFoot({ it }: { it: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { value, low, high, n } = it.wow;
  return (
    <>
      {value != null && low != null && high != null && (
        <p className={styles.line}>
          {t("wow.word")} {format.percent(value)}{" "}
          <small>
            {format.decimal(low * 100, 0)}–{format.decimal(high * 100, 0)} {format.sample(n)}
          </small>{" "}
          {t("retired.atTheEnd")}
        </p>
      )}
      <p className={styles.line}>{t(it.farewell ? "retired.told" : "retired.since", { day: format.day(it.since) })}</p>
    </>
  );
}
