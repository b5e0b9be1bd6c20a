/** Every door there is, by its folder's name: adding one here and in `core/address.ts` is what makes it known. */
export { esms } from './esms/esms.ts'
export { simulator } from './simulator/simulator.ts'
export { smsPhone } from './sms-phone/sms-phone.ts'
export { telegram } from './telegram/telegram.ts'
export { twilio } from './twilio/twilio.ts'
export { zalo } from './zalo/zalo.ts'
export { zaloBot } from './zalo-bot/zalo-bot.ts'
