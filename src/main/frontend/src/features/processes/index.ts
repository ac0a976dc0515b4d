export type { DiagramHandle } from './Diagram';
export { LazyDiagram } from './LazyDiagram';
export { useIncidents, type Incident } from './api';
export { useElementName } from './elements';
