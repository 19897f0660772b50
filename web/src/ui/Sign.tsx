/** Where a client, a score or a touchpoint stands. */
export type Standing = "loyal" | "satisfied" | "dissatisfied" | "unknown";

const colour: Record<Standing, string> = {
  loyal: "var(--loyal)",
  satisfied: "var(--ok)",
  dissatisfied: "var(--short)",
  unknown: "var(--unknown)",
};

type SignProps = {
  standing: Standing;
  size?: number;
  /** The word for readers of the page who don't see the sign; leave it out where the word stands beside it. */
  label?: string;
};

/** ▲ ● ▼ ◌, drawn because the fonts' subsets lack them. Satisfied is a ring: "as expected" is never solid. */
export function Sign({ standing, size = 12, label }: SignProps) {
  const ink = colour[standing];
  return (
    <svg
      viewBox="0 0 12 12"
      width={size}
      height={size}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {standing === "loyal" && <path d="M6 1.2 11.4 10.8H.6z" fill={ink} />}
      {standing === "satisfied" && <circle cx="6" cy="6" r="4" fill="none" stroke={ink} strokeWidth="2.2" />}
      {standing === "dissatisfied" && <path d="M6 10.8.6 1.2h10.8z" fill={ink} />}
      {standing === "unknown" && (
        <circle cx="6" cy="6" r="4.6" fill="none" stroke={ink} strokeWidth="1.3" strokeDasharray="1.8 1.8" />
      )}
    </svg>
  );
}
