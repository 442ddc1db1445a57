import type { RawAnswer, RawAnswers } from '../../raw-answers/read-raw-answers.ts';
import type { Language } from '../../words/saying.ts';
import { tell } from '../words-of-request.ts';

/** Both sides for an answer; what they answered is masked already. */
export function presentRawAnswers(language: Language, { otto, shop }: RawAnswers) {
  return { otto: presentSide(language, otto), shop: presentSide(language, shop) };
}

function presentSide(language: Language, side: RawAnswer) {
  switch (side.state) {
    case 'shown':
      return { state: side.state, answer: side.answer, fault: null };
    case 'absent':
      return { state: side.state, answer: null, fault: null };
    case 'fault': {
      const fault = tell(language, side.fault.code, side.fault.params);
      return { state: side.state, answer: null, fault };
    }
  }
}
