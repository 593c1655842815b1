import { messages } from "../translate.ts";

/** The page for the primary physician. */
export const summary = messages({
  summaryTitle: { en: "Page for the primary physician", es: "Hoja para el médico de cabecera" },
  period: { en: "Period", es: "Periodo" },
  period4: { en: "4 weeks", es: "4 semanas" },
  period12: { en: "12 weeks", es: "12 semanas" },
  periodAll: { en: "Everything", es: "Todo" },
  periodOwn: { en: "Other dates", es: "Otras fechas" },
  from: { en: "From", es: "Desde" },
  to: { en: "To", es: "Hasta" },
  bottomLine: { en: "Bottom line", es: "Conclusión" },
  bottomLineHint: {
    en: "Drafted from the figures. Change it as you like; it is your word.",
    es: "Borrador hecho con las cifras. Puedes cambiarlo; es tu palabra.",
  },
  newDraft: { en: "Use the draft for this period", es: "Usar el borrador de este periodo" },
  asks: { en: "What you ask of them", es: "Lo que se pide" },
  suggested: { en: "suggested by the figures", es: "sugerido por las cifras" },
  parts: { en: "What goes on the page", es: "Qué va en la hoja" },
  part_scores: { en: "Questionnaire scores", es: "Puntuaciones" },
  part_chart: { en: "Chart of mood and function", es: "Gráfica de ánimo y funcionamiento" },
  part_sessions: { en: "Sessions", es: "Sesiones" },
  part_side_effects: { en: "Side effects", es: "Efectos secundarios" },
  part_medications: { en: "Medicines, as reported", es: "Medicamentos, según lo anotado" },
  part_completion: { en: "How much was answered", es: "Cuánto se contestó" },
  recipient: { en: "Who receives it", es: "Quién la recibe" },
  recipientHint: {
    en: "Name and practice. It stands on the page and in the record.",
    es: "Nombre y consulta. Consta en la hoja y en el registro.",
  },
  recipientMissing: { en: "Write who receives it.", es: "Escribe quién la recibe." },
  preview: { en: "Preview", es: "Vista previa" },
  previewAlt: {
    en: "The page as it will be printed. It holds: {parts}. Bottom line: {bottomLine}",
    es: "La hoja tal como se imprimirá. Contiene: {parts}. Conclusión: {bottomLine}",
  },
  previewWaiting: { en: "The preview is being drawn.", es: "Se está dibujando la vista previa." },
  previewFailed: { en: "The preview could not be drawn.", es: "No se pudo dibujar la vista previa." },
  downloadPdf: { en: "Download PDF", es: "Descargar PDF" },
  downloadCsv: { en: "Download CSV", es: "Descargar CSV" },
  downloadFhir: { en: "Download FHIR", es: "Descargar FHIR" },
  disclosed: {
    en: "Downloading is recorded: what left, to whom, when and by whom.",
    es: "La descarga queda registrada: qué salió, para quién, cuándo y por quién.",
  },
  downloaded: { en: "Downloaded and recorded.", es: "Descargado y registrado." },
});
