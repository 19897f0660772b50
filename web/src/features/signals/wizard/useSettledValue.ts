import { useEffect, useState } from "react";

/** The value once it has stood still for a while: each change of a mapping makes the server read the whole file. */
export function useSettledValue<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
