import { Link } from "@tanstack/react-router";
import { Autocomplete, Button, Input, ListBox, ListBoxItem, SearchField, useFilter } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Popover } from "../../../../ui/Popover";
import lists from "../../../../ui/Popover.module.css";
import type { JourneyStep, Spot } from "../queries";
import type { Inventory, StepActs } from "./StepColumn";
import styles from "./sheet.module.css";

type Props = {
  step: JourneyStep;
  name: string;
  spot: Spot | undefined;
  inventory: Inventory;
  mayEdit: boolean;
  acts: StepActs;
};

const NOWHERE = "=";

/** Where it happens: the way to the touchpoint's plan, and which touchpoint it is. */
export function SpotCell({ step, name, spot, inventory, mayEdit, acts }: Props) {
  const { t } = useTranslation("design/journeys");
  const known = spot !== undefined;
  const verb = step.touchpoint === null ? t("sheet.chooseSpot") : t("sheet.change");
  return (
    <div className={styles.spot}>
      {known ? (
        <>
          <Link to={planOf(spot)} className={styles.plan}>
            {spot.label}
          </Link>
          <span className={styles.spotState} data-existence={spot.existence}>
            {t(`existence.${spot.existence}`)}
          </span>
        </>
      ) : step.touchpoint === null ? (
        <span className={styles.nowhere}>{t("sheet.withoutUs")}</span>
      ) : (
        <span className={styles.gone}>{t("sheet.spotGone", { key: step.touchpoint })}</span>
      )}
      {mayEdit && (
        <Popover
          label={t("sheet.cellOf", { lane: t("lane.touchpoint"), step: name })}
          trigger={
            <Button className={styles.change ?? ""} aria-label={`${verb}: ${t("sheet.changeSpot", { step: name })}`}>
              {verb}
            </Button>
          }
        >
          {(close) => (
            <SpotPicker
              step={step}
              inventory={inventory}
              onPick={(key) => {
                close();
                const picked = inventory.spots.find((one) => one.key === key);
                acts.edit(step.id, {
                  touchpoint: key,
                  ...(picked?.moment_of_truth ? { moment_of_truth: true } : {}),
                });
              }}
            />
          )}
        </Popover>
      )}
    </div>
  );
}

/** The plan has a page of its own, beside the scores of the touchpoint. */
export function planOf(spot: Spot): string {
  return `/touchpoints/${spot.id}/plan`;
}

function SpotPicker({
  step,
  inventory,
  onPick,
}: {
  step: JourneyStep;
  inventory: Inventory;
  onPick: (key: string | null) => void;
}) {
  const { t } = useTranslation("design/journeys");
  const { contains } = useFilter({ sensitivity: "base" });
  // Those of the step's stage come first.
  const spots = [...inventory.spots]
    .filter((spot) => spot.existence !== "not_applicable" && spot.existence !== "retired")
    .sort((a, b) => Number(b.stage?.key === step.stage) - Number(a.stage?.key === step.stage));
  return (
    <div className={styles.picker}>
      <Autocomplete filter={contains}>
        <SearchField aria-label={t("sheet.findSpot")} autoFocus className={styles.pickerField ?? ""}>
          <Input placeholder={t("sheet.findSpot")} />
        </SearchField>
        <ListBox
          aria-label={t("lane.touchpoint")}
          className={lists.list}
          selectionMode="single"
          selectedKeys={[step.touchpoint ?? NOWHERE]}
          onAction={(key) => onPick(key === NOWHERE ? null : String(key))}
          renderEmptyState={() => <p className={lists.none}>{t("sheet.noSpot")}</p>}
        >
          <ListBoxItem id={NOWHERE} textValue={t("sheet.withoutUs")} className={lists.item ?? ""}>
            <span>{t("sheet.withoutUs")}</span>
          </ListBoxItem>
          {spots.map((spot) => (
            <ListBoxItem key={spot.key} id={spot.key} textValue={spot.label} className={lists.item ?? ""}>
              <span>{spot.label}</span>
              <small>{[spot.stage?.label, spot.channel?.label].filter(Boolean).join(" · ")}</small>
            </ListBoxItem>
          ))}
        </ListBox>
      </Autocomplete>
    </div>
  );
}
