import type { DigitalSourceType, Kind } from '../../../../shared';

type Words = { en: string; 'zh-Hans': string };

const model: Record<Kind, Words> = {
  image: { en: 'Generative image model', 'zh-Hans': '图像生成模型' },
  video: { en: 'Generative video model', 'zh-Hans': '视频生成模型' },
};
const algorithm: Words = { en: 'Algorithm without a trained model', 'zh-Hans': '未经训练的算法' };

/** The kind of system that made a file; which one is the house's own affair. */
export const kindSystems: Record<DigitalSourceType, Record<Kind, Words>> = {
  algorithmicMedia: { image: algorithm, video: algorithm },
  trainedAlgorithmicMedia: model,
  compositeWithTrainedAlgorithmicMedia: model,
};

/** What no model made is not called so. */
export const algorithmLabel: Words = { en: 'Made by an algorithm', 'zh-Hans': '由算法生成' };

/** Beside a label that tells of the file before. */
export const changedNote: Words = {
  en: 'Other bytes took the place of this file after it was made. Label and kind of system tell of the file before.',
  'zh-Hans': '该文件生成后已被其他字节取代。标识与生成方式所述为更换前的文件。',
};

export type PageLanguage = 'en' | 'zh-Hans';

type PageWords = Record<
  | 'title'
  | 'sourceType'
  | 'system'
  | 'credit'
  | 'licence'
  | 'usageTerms'
  | 'rights'
  | 'changed'
  | 'madeOn'
  | 'usable'
  | 'hash'
  | 'file',
  string
>;

export const pageWords: Record<PageLanguage, PageWords> = {
  en: {
    title: 'Where this file comes from',
    sourceType: 'Digital source type',
    system: 'Made by',
    credit: 'Credit',
    licence: 'Licence',
    usageTerms: 'Terms of use',
    rights: 'Rights',
    changed: 'Changed since',
    madeOn: 'Made on',
    usable: 'Usable',
    hash: 'SHA-256',
    file: 'File',
  },
  'zh-Hans': {
    title: '此文件的来源',
    sourceType: '数字来源类型',
    system: '生成方式',
    credit: '署名',
    licence: '许可',
    usageTerms: '使用条款',
    rights: '权利声明',
    changed: '此后变更',
    madeOn: '生成日期',
    usable: '可用期限',
    hash: 'SHA-256',
    file: '文件',
  },
};
