import type { Adjustment, Parameters } from '../../../../shared';
import { picturesAlike } from '../about-references';
import type { ImageDialect, Slot, Variable, VideoDialect } from './dialect';

type KindDialect = Pick<ImageDialect | VideoDialect, 'request' | 'references'>;

type Sayable = { field: string; names: Variable[]; en: string; zh: string };

/** What an editor may set and a gateway may have no field for. */
const sayable: Sayable[] = [
  { field: 'negativePrompt', names: ['negativePrompt'], en: 'negative prompt', zh: '反向提示词' },
  { field: 'seed', names: ['seed'], en: 'seed', zh: '随机种子' },
  { field: 'quality', names: ['quality'], en: 'quality', zh: '质量' },
  { field: 'frameRate', names: ['frameRate'], en: 'frame rate', zh: '帧率' },
  { field: 'cameraMotion', names: ['cameraMotion'], en: 'camera motion', zh: '运镜' },
  { field: 'audio', names: ['audio'], en: 'wish for sound', zh: '声音选项' },
];

const isSet = (parameters: Parameters, field: string): boolean => {
  const value = (parameters as Record<string, unknown>)[field];
  return value !== undefined && value !== null && value !== '' && value !== false;
};

const unsent = (dialect: KindDialect, parameters: Parameters): Adjustment[] => {
  const sources = new Set(Object.values(dialect.request));
  return sayable
    .filter(
      ({ field, names }) => isSet(parameters, field) && !names.some((name) => sources.has(name))
    )
    .map(({ field, en, zh }) => ({
      field,
      en: `The ${en} is not sent: this gateway has no field for it.`,
      zh: `不发送${zh}：该网关没有对应字段。`,
    }));
};

const saysRole = ({ shape, roles, as }: Slot): boolean =>
  roles.length === 1 || (as === 'objects' && JSON.stringify(shape ?? '').includes('{role}'));

const aboutReferences = (dialect: KindDialect, parameters: Parameters): Adjustment[] => {
  const slots = Object.values(dialect.references).filter((slot) => slot !== null);
  const slotOf = (role: Slot['roles'][number]) => slots.find((slot) => slot.roles.includes(role));
  const roles = [...new Set(parameters.references.map(({ role }) => role))];
  const lost = roles.filter((role) => !slotOf(role));
  const isMixed = roles.some((role) => {
    const slot = slotOf(role);
    return slot && !saysRole(slot) && role !== slot.roles[0];
  });
  return [
    ...(lost.length > 0
      ? [
          {
            field: 'references',
            en: `References as ${lost.join(', ')} are not sent: this gateway has no field for them.`,
            zh: `不发送角色为 ${lost.join('、')} 的参考图：该网关没有对应字段。`,
          },
        ]
      : []),
    ...(isMixed ? [picturesAlike] : []),
  ];
};

/** What of these parameters does not reach the gateway, or not as it was said. */
export const gatewayAdjustments = (
  dialect: KindDialect | null,
  parameters: Parameters
): Adjustment[] =>
  dialect ? [...unsent(dialect, parameters), ...aboutReferences(dialect, parameters)] : [];
