export { GreenChannelRow } from './GreenChannelRow';
export { useGreenChannels, useSkippable, type GreenChannel, type Purpose } from './api';
