/** The mark of what is chosen or done. */
export function Tick({ className, size = 12 }: { className?: string; size?: number }) {
  return (
    <svg className={className} viewBox="0 0 12 12" width={size} height={size} aria-hidden="true">
      <path
        d="M2 6.5 4.8 9.3 10 3.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
