import { Select } from "../../../ui/field.tsx";

interface ZoneSelectProps {
  label: string;
  value: string;
  onChange: (zone: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

/** A time zone by its place; one that the browser does not list is kept. */
export function ZoneSelect({ value, ...rest }: ZoneSelectProps) {
  const known = Intl.supportedValuesOf("timeZone");
  const zones = value === "" || known.includes(value) ? known : [value, ...known];
  return (
    <Select
      {...rest}
      value={value}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
    />
  );
}
