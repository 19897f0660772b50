import type { Promised } from "./queries";

const W = 13;
const MOST = 24;

/** One mark a promise, oldest first: filled kept, triangle late or broken, dashed still running. */
export function Strip({ promises }: { promises: readonly Promised[] }) {
  const rank = (it: Promised) => it.settled_at ?? `9${it.due_at}`;
  const shown = [...promises].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(-MOST);
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, shown.length) * W} 16`}
      width={shown.length * W}
      height={16}
      // The line under it says the same in words.
      aria-hidden="true"
      style={{ maxWidth: "100%" }}
    >
      {shown.map((it, at) => {
        const x = at * W;
        if (it.state === "kept") {
          return <rect key={it.id} x={x} y={1} width={10} height={14} rx={1.5} fill="var(--loyal)" />;
        }
        if (it.state === "kept_late" || it.state === "broken") {
          return <path key={it.id} d={`M${x + 5} 14.5 ${x - 0.4} 2.5h10.8Z`} fill="var(--short)" />;
        }
        return (
          <rect
            key={it.id}
            x={x + 0.75}
            y={1.75}
            width={8.5}
            height={12.5}
            rx={1.5}
            fill="none"
            stroke={it.overdue ? "var(--short)" : "var(--soft)"}
            strokeWidth={1.5}
            strokeDasharray="3 2"
          />
        );
      })}
    </svg>
  );
}
