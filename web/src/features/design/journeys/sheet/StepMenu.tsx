import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Menu, MenuChoice, MenuItem, MenuLine } from "../../../../ui/Menu";
import type { JourneyStep, Stage } from "../queries";
import type { StepActs } from "./StepColumn";
import styles from "./sheet.module.css";

type Props = {
  step: JourneyStep;
  name: string;
  at: number;
  many: number;
  stages: readonly Stage[];
  acts: StepActs;
};

/** All that can be done to a step besides writing into it. */
export function StepMenu({ step, name, at, many, stages, acts }: Props) {
  const { t } = useTranslation("design/journeys");
  const act = (key: string) => {
    if (key === "left") acts.nudge(step.id, -1);
    else if (key === "right") acts.nudge(step.id, 1);
    else if (key === "before" || key === "after") acts.add(step.id, key);
    else if (key === "moment") acts.edit(step.id, { moment_of_truth: !step.moment_of_truth });
    else if (key === "undecided") acts.edit(step.id, { feeling: null });
    else if (key === "ways") acts.ways(step.id);
    else if (key === "remove") acts.remove(step.id);
  };
  return (
    <Menu
      label={t("menu.label", { step: name })}
      placement="bottom end"
      onAction={act}
      trigger={
        <Button className={styles.more ?? ""} aria-label={t("menu.label", { step: name })}>
          <svg viewBox="0 0 16 4" width="14" height="4" aria-hidden="true">
            {[2, 8, 14].map((x) => (
              <circle key={x} cx={x} cy="2" r="1.6" fill="currentColor" />
            ))}
          </svg>
        </Button>
      }
    >
      <MenuItem id="moment">{step.moment_of_truth ? t("menu.noMoment") : t("menu.moment")}</MenuItem>
      <MenuItem id="undecided" disabled={step.feeling === null}>
        {t("menu.undecided")}
      </MenuItem>
      <MenuItem id="ways" disabled={many < 3}>
        {t("menu.ways")}
      </MenuItem>
      <MenuLine />
      <MenuItem id="left" disabled={at === 0} note="Alt ←">
        {t("menu.left")}
      </MenuItem>
      <MenuItem id="right" disabled={at === many - 1} note="Alt →">
        {t("menu.right")}
      </MenuItem>
      <MenuItem id="before">{t("menu.before")}</MenuItem>
      <MenuItem id="after">{t("menu.after")}</MenuItem>
      <MenuLine />
      <MenuChoice heading={t("menu.stage")} selected={step.stage} onSelect={(stage) => acts.edit(step.id, { stage })}>
        {stages.map((stage) => (
          <MenuItem key={stage.key} id={stage.key}>
            {stage.label}
          </MenuItem>
        ))}
      </MenuChoice>
      <MenuLine />
      <MenuItem id="remove" danger disabled={many === 1}>
        {t("menu.remove")}
      </MenuItem>
    </Menu>
  );
}
