/** The marks of the client's page, drawn because the fonts' subsets lack them. Words stand beside each. */
const ring = { fill: "none", strokeWidth: 1.75 } as const;

export function Question() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" stroke="var(--accent)" {...ring} />
      <path
        d="M7.6 7.8c.2-1.4 1.2-2.2 2.5-2.2 1.4 0 2.4.8 2.4 2 0 1.9-2.5 1.9-2.5 3.7"
        stroke="var(--accent)"
        strokeLinecap="round"
        {...ring}
      />
      <circle cx="10" cy="14.2" r="1.1" fill="var(--accent)" />
    </svg>
  );
}

export function Guess() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" stroke="var(--unknown)" strokeDasharray="3 2.6" {...ring} />
    </svg>
  );
}

export function Confirmed({ kept }: { kept?: boolean }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="9" fill={kept ? "var(--loyal)" : "var(--accent)"} />
      <path
        d="m6 10.4 2.8 2.8L14.2 7.4"
        fill="none"
        stroke="var(--paper)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Clock({ late }: { late?: boolean }) {
  const ink = late ? "var(--short)" : "var(--soft)";
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" stroke={ink} {...ring} />
      <path d="M10 5.4V10l3 2" stroke={ink} strokeLinecap="round" {...ring} />
    </svg>
  );
}

export function Cross() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" stroke="var(--short)" {...ring} />
      <path d="m7 7 6 6m0-6-6 6" stroke="var(--short)" strokeLinecap="round" {...ring} />
    </svg>
  );
}
