import type { DigitalSourceType } from '../../../../shared';

const VOCABULARY = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** The terms of IPTC, as XMP and content credentials write them. */
export const SOURCE_TYPES: Record<DigitalSourceType, string> = {
  algorithmicMedia: `${VOCABULARY}algorithmicMedia`,
  trainedAlgorithmicMedia: `${VOCABULARY}trainedAlgorithmicMedia`,
  compositeWithTrainedAlgorithmicMedia: `${VOCABULARY}compositeWithTrainedAlgorithmicMedia`,
};
