import { IntervalAxis } from "../../../ui/charts/IntervalDot";
import type { Grouped } from "../order";
import styles from "./board.module.css";
import type { BoardFrame } from "./frame";
import { RowAxis, RowChange, RowName, RowScore, RowStanding, RowTrend } from "./RowParts";

interface Props {
  readonly width: number;
  readonly caption: string;
  readonly frame: BoardFrame;
  readonly groups: readonly Grouped[];
}

const GAP = 40;

/** The scoreboard where there is no room for lines: a card a touchpoint, all on the same axis. */
export function BoardCards({ width, caption, frame, groups }: Props) {
  const columns = width >= 640 ? 2 : 1;
  const axis = Math.floor((width - GAP * (columns - 1)) / columns);
  const head = Array.from({ length: columns }, (_, column) => column);
  return (
    <div className={styles.cards}>
      <div className={styles.cardHead} style={{ gap: GAP }}>
        {head.map((column) => (
          <IntervalAxis key={column} width={axis} domain={frame.domain} expected={frame.expected} unit="score" />
        ))}
      </div>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.label || caption}>
          {group.label !== "" && <h2 className={styles.groupName}>{group.label}</h2>}
          <ul style={{ columnGap: GAP, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {group.rows.map((row) => {
              const unasked = !row.estimate || row.estimate.n === 0;
              return (
                <li key={row.touchpoint.id} className={styles.card} data-unasked={unasked || undefined}>
                  <div>
                    <RowName row={row} />
                  </div>
                  <div className={styles.right}>
                    <RowScore row={row} />
                  </div>
                  <div className={styles.full}>
                    <RowAxis row={row} frame={frame} width={axis} height={24} />
                  </div>
                  {unasked ? (
                    <div className={styles.full}>
                      <RowChange row={row} frame={frame} />
                    </div>
                  ) : (
                    <>
                      <div>
                        <RowChange row={row} frame={frame} since />
                      </div>
                      <div className={styles.right}>
                        <RowTrend row={row} frame={frame} />
                      </div>
                    </>
                  )}
                  <div className={styles.full}>
                    <RowStanding row={row} width={axis} />
                  </div>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
