export { DoseCard } from "./doses.tsx";
export { ResultsPage } from "./results.tsx";
