import { useFormat } from "../../../lib/useFormat";
import type { Rate } from "./queries";

/** "78 % 45–94 n 9": a share with its interval and n right beside it. */
export function RateText({ rate, unknown }: { rate: Rate; unknown: string }) {
  const format = useFormat();
  const { value, low, high, n } = rate;
  return (
    <>
      {value == null ? unknown : <b className="num">{format.percent(value)}</b>}{" "}
      <small className="faint small num" style={{ whiteSpace: "nowrap" }}>
        {value != null && low != null && high != null
          ? `${format.decimal(low * 100, 0)}–${format.decimal(high * 100, 0)} `
          : ""}
        {format.sample(n)}
      </small>
    </>
  );
}
