import { useFormat } from "../lib/useFormat";
import { useNow } from "../lib/useNow";

type TimeProps = {
  at: string;
  /** The organization's time zone; the browser's without it. */
  zone?: string | undefined;
  /** `day` for what happened on a date rather than a while ago. */
  as?: "ago" | "day";
};

/** A moment as people say it; exact on hover and for readers. */
export function Time({ at, zone, as = "ago" }: TimeProps) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.moment(at, zone)}>
      {as === "day" ? format.day(at, zone) : format.ago(at, now, zone)}
    </time>
  );
}
