import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { AnchorButton, Button } from "../../../ui/Button";
import { ErrorLine } from "../../../ui/ErrorState";
import { Menu, MenuItem } from "../../../ui/Menu";
import { PageHeader } from "../../../ui/PageHeader";
import { Panel, PanelPart } from "../../../ui/Panel";
import { Skeleton } from "../../../ui/Skeleton";
import { money, waysFrom } from "./board";
import { CostFigure, HalfLifeFigure, WowFigure } from "./Figures";
import { GiftList } from "./GiftList";
import styles from "./plusones.module.css";
import { giftsQuery, type HoldOut, type PlusOne, plusOneQuery, reactions, type State, type Step } from "./queries";
import { useActs } from "./useActs";
import { Wearing } from "./WearPart";
import { WowLine } from "./WowLine";

const route = getRouteApi("/shell/plus-ones/$plusOneId");

/** One plus-one: where it stands and why, how it wears out, who got it and how they took it. */
export default function PlusOnePage() {
  const { t } = useTranslation("loyalty/plusones");
  const { plusOneId } = route.useParams();
  const { plus_one: it, steps, hold_out: holdOut } = useSuspenseQuery(plusOneQuery(plusOneId)).data;
  const { acts, dialogs } = useActs();
  const mayEdit = useMay("edit_design");
  const mayGive = useMay("record_signals");
  return (
    <>
      <PageHeader
        above={<Link to="/plus-ones">{t("back")}</Link>}
        title={it.words}
        aside={
          <>
            {mayEdit && (
              <Menu
                label={t("card.menuOf", { words: it.words })}
                placement="bottom end"
                onAction={(key) => (key === "edit" ? acts.edit(it) : acts.move(it, key as State))}
                trigger={<Button>{t("page.change")}</Button>}
              >
                <MenuItem id="edit">{t("card.edit")}</MenuItem>
                {waysFrom(it).map((to) => (
                  <MenuItem key={to} id={to}>
                    {t(`moveTo.${to}`)}
                  </MenuItem>
                ))}
              </Menu>
            )}
            {mayGive && it.state !== "retired" && (
              <Button look="go" onPress={() => acts.give(it)}>
                {t("card.give")}
              </Button>
            )}
          </>
        }
      >
        <p>
          <Standing it={it} step={steps.at(-1)} />
        </p>
      </PageHeader>
      {it.state === "norm" && <NormBanner it={it} mayEdit={mayEdit} acts={acts} />}
      <div className={styles.page}>
        <div className={styles.main}>
          <Panel>
            <PanelPart title={t("page.wears")}>
              <Wearing id={it.id} words={it.words} clients={it.telling_clients} />
            </PanelPart>
          </Panel>
          <Panel>
            <Gifts it={it} />
          </Panel>
        </div>
        <div className={styles.side}>
          <Panel>
            <PanelPart title={t("page.figures")}>
              <WowLine of={it} />
              <WowFigure of={it} />
              <CostFigure of={it} />
              <HalfLifeFigure of={it} />
              <Reactions it={it} />
            </PanelPart>
            <PanelPart title={t("page.card")}>
              <CardFacts it={it} />
            </PanelPart>
            <PanelPart title={t("holdOut.title")}>
              <HoldOuts it={it} holdOut={holdOut} onSwitch={mayEdit ? () => acts.edit(it) : undefined} />
            </PanelPart>
            <PanelPart title={t("page.life")}>
              <Life it={it} steps={steps} />
            </PanelPart>
          </Panel>
        </div>
      </div>
      {dialogs}
    </>
  );
}

/** "Norm since 3 May: given to Household Hale for the third time." */
function Standing({ it, step }: { it: PlusOne; step: Step | undefined }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const since = t("page.since", { state: t(`state.${it.state}`), day: format.day(it.since) });
  return (
    <>
      {since}
      {step && (
        <>
          : <Why step={step} />
        </>
      )}
      .
    </>
  );
}

function Why({ step }: { step: Step }) {
  const { t } = useTranslation("loyalty/plusones");
  return (
    <>
      {t(`why.${step.why}`, {
        client: step.client?.name ?? step.client?.key ?? "",
        count: step.wows ?? 0,
        of: step.of ?? 0,
      })}
    </>
  );
}

function NormBanner({
  it,
  mayEdit,
  acts,
}: {
  it: PlusOne;
  mayEdit: boolean;
  acts: ReturnType<typeof useActs>["acts"];
}) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { kept_at, kept_by, clients, replacement_wanted, replaced_by } = it.norm;
  return (
    <section className={styles.banner} aria-label={t("norm.banner")}>
      <div>
        <b>{replacement_wanted ? t("norm.wanted") : t("norm.replaced")}</b>
        <p>
          {t("norm.what", { count: clients })}{" "}
          {kept_at &&
            (kept_by
              ? t("norm.keptBy", { name: kept_by.name, day: format.day(kept_at) })
              : t("norm.kept", { day: format.day(kept_at) }))}
        </p>
      </div>
      {mayEdit && (
        <div className={styles.acts}>
          {kept_at ? (
            <Button onPress={() => acts.keep(it, false)}>{t("norm.reopen")}</Button>
          ) : (
            <>
              <Button onPress={() => acts.keep(it, true)}>{t("norm.keep")}</Button>
              <Button onPress={() => acts.move(it, "retired")}>{t("norm.withdraw")}</Button>
            </>
          )}
          {!replaced_by && <Button onPress={() => acts.replace(it)}>{t("norm.replace")}</Button>}
          {replaced_by && (
            <Link to="/plus-ones/$plusOneId" params={{ plusOneId: replaced_by }}>
              {t("norm.successor")}
            </Link>
          )}
        </div>
      )}
    </section>
  );
}

/** How many of each reaction, as bars with their numbers. */
function Reactions({ it }: { it: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const rows = [
    ...reactions.map((key) => ({ key, label: t(`reaction.${key}`), n: it.reactions[key] })),
    { key: "unknown", label: t("reaction.unknown"), n: it.reactions.unknown },
  ];
  const most = Math.max(...rows.map((row) => row.n), 1);
  if (it.given === 0) return null;
  return (
    <ul className={styles.bars}>
      {rows.map((row) => (
        <li key={row.key} data-reaction={row.key}>
          <span>{row.label}</span>
          <span>{format.count(row.n)}</span>
          {row.n > 0 && <i style={{ width: `${(100 * row.n) / most}%` }} />}
        </li>
      ))}
    </ul>
  );
}

function CardFacts({ it }: { it: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const facts: [string, string][] = [
    [t("dialog.touchpoint"), it.touchpoint?.label ?? t("card.anywhere")],
    [t("dialog.costClass"), t(`costClass.${it.cost_class}`)],
    [t("page.cost"), money(format.locale, it.cost_cents, it.currency)],
    [t("page.time"), t("card.minutes", { count: it.minutes })],
    [t("page.year"), money(format.locale, Math.round(it.yearly.cents / 100) * 100, it.currency)],
    [t("page.asking"), t(it.must_ask ? (it.ask_first ? "page.askFirst" : "page.askUnwanted") : "page.justSo")],
    [t("page.votes"), format.count(it.votes)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What leaving it out by lot has shown, or why one should. */
function HoldOuts({ it, holdOut, onSwitch }: { it: PlusOne; holdOut: HoldOut; onSwitch: (() => void) | undefined }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  const { given, held_out: left, difference, low, high } = holdOut;
  return (
    <div className={styles.lines}>
      {difference != null && low != null && high != null ? (
        <>
          <p className={styles.figure}>
            {format.signed(difference, 2)}{" "}
            <small>
              {format.signed(low, 2)} – {format.signed(high, 2)}
            </small>
          </p>
          <p className={styles.line}>
            {t(low > 0 ? "holdOut.helps" : high < 0 ? "holdOut.harms" : "holdOut.unclear", {
              given: given?.clients ?? 0,
              left: left?.clients ?? 0,
            })}
          </p>
        </>
      ) : (
        <p className={styles.line}>
          {left
            ? t("holdOut.few", { given: given?.clients ?? 0, left: left.clients, needed: holdOut.clients_needed })
            : t("holdOut.none")}
        </p>
      )}
      <p className={styles.line}>
        {it.hold_out_percent > 0 ? t("holdOut.on", { percent: it.hold_out_percent }) : t("holdOut.off")}{" "}
      </p>
      {it.hold_out_percent === 0 &&
        onSwitch &&
        (it.state === "trial" || it.state === "active" || it.state === "idea") && (
          <Button size="s" onPress={onSwitch}>
            {t("holdOut.switch")}
          </Button>
        )}
    </div>
  );
}

function Life({ it, steps }: { it: PlusOne; steps: readonly Step[] }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  return (
    <ol className={styles.life}>
      <li>
        <time dateTime={it.made_at}>{format.day(it.made_at)}</time>
        <span>
          {it.made_by ? t("page.madeBy", { name: it.made_by.name }) : t(it.sprint ? "page.madeIn" : "page.made")}
        </span>
      </li>
      {steps.map((step) => (
        <LifeStep key={`${step.at}${step.to}`} step={step} />
      ))}
      {it.farewell && (
        <li>
          <span>{t("page.farewell")}</span>
          <q>{it.farewell}</q>
        </li>
      )}
    </ol>
  );
}

function LifeStep({ step }: { step: Step }) {
  const { t } = useTranslation("loyalty/plusones");
  const format = useFormat();
  return (
    <li>
      <time dateTime={step.at}>{format.day(step.at)}</time>
      <span>
        <b>{t(`state.${step.to}`)}</b> <Why step={step} />
      </span>
    </li>
  );
}

function Gifts({ it }: { it: PlusOne }) {
  const { t } = useTranslation("loyalty/plusones");
  const gifts = useInfiniteQuery(giftsQuery(it.id));
  const [busy, setBusy] = useState(false);
  const items = gifts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PanelPart
      title={t("gifts.title", { count: it.given })}
      aside={
        items.length > 0 ? (
          <AnchorButton size="s" look="quiet" href={`/v1/plus-ones/${it.id}/deliveries.csv`} download="deliveries.csv">
            {t("export")}
          </AnchorButton>
        ) : undefined
      }
    >
      {gifts.isPending ? (
        <Skeleton height={Math.max(1, Math.min(it.given + it.held_out, 20)) * 37} />
      ) : gifts.isError ? (
        <ErrorLine error={gifts.error} />
      ) : items.length === 0 ? (
        <p className="soft">{t("gifts.none")}</p>
      ) : (
        <GiftList gifts={items} show="client" />
      )}
      {gifts.hasNextPage && (
        <Button
          size="s"
          pending={busy}
          onPress={async () => {
            setBusy(true);
            await gifts.fetchNextPage();
            setBusy(false);
          }}
        >
          {t("gifts.more")}
        </Button>
      )}
    </PanelPart>
  );
}
