import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Menu, MenuChoice, MenuItem } from "../../../../ui/Menu";
import type { Channel, JourneyStep, Spot } from "../queries";
import type { StepActs } from "./StepColumn";
import styles from "./sheet.module.css";

type Props = {
  step: JourneyStep;
  name: string;
  spot: Spot | undefined;
  channels: readonly Channel[];
  mayEdit: boolean;
  acts: StepActs;
};

const OF_SPOT = "=";

/** How it happens; the touchpoint's own channel unless the step says another. */
export function ChannelCell({ step, name, spot, channels, mayEdit, acts }: Props) {
  const { t } = useTranslation("design/journeys");
  const own = channels.find((channel) => channel.key === step.channel)?.label ?? step.channel;
  const shown = own ?? spot?.channel?.label ?? null;
  if (!mayEdit) return <p className={styles.still}>{shown}</p>;
  return (
    <Menu
      label={t("sheet.cellOf", { lane: t("lane.channel"), step: name })}
      trigger={
        <Button
          className={styles.pick ?? ""}
          data-given={own === null || undefined}
          aria-label={`${t("sheet.cellOf", { lane: t("lane.channel"), step: name })}: ${shown ?? t("sheet.choose")}`}
        >
          {shown ?? t("sheet.choose")}
        </Button>
      }
    >
      <MenuChoice
        heading={t("lane.channel")}
        selected={step.channel ?? OF_SPOT}
        onSelect={(key) => acts.edit(step.id, { channel: key === OF_SPOT ? null : key })}
      >
        {[
          <MenuItem key={OF_SPOT} id={OF_SPOT}>
            {spot?.channel ? t("sheet.channelOfSpot", { channel: spot.channel.label }) : t("sheet.none")}
          </MenuItem>,
          ...channels.map((channel) => (
            <MenuItem key={channel.key} id={channel.key}>
              {channel.label}
            </MenuItem>
          )),
        ]}
      </MenuChoice>
    </Menu>
  );
}
