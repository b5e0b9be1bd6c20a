CREATE TABLE `addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`contact_id` text NOT NULL,
	`stopped_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "addresses_kind" CHECK("addresses"."kind" = 'sms' or "addresses"."kind" = 'zalo' or "addresses"."kind" = 'zalo-bot' or "addresses"."kind" = 'telegram')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_kind_value` ON `addresses` (`kind`,`value`);--> statement-breakpoint
CREATE INDEX `addresses_contact` ON `addresses` (`contact_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`delivery_id` text NOT NULL,
	`number` integer NOT NULL,
	`may_repeat` integer NOT NULL,
	`started_at` integer NOT NULL,
	`outcome` text,
	`code` text,
	`external_id` text,
	`finished_at` integer,
	PRIMARY KEY(`delivery_id`, `number`),
	FOREIGN KEY (`delivery_id`) REFERENCES `deliveries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_outcome" CHECK("attempts"."outcome" = 'accepted' or "attempts"."outcome" = 'refused' or "attempts"."outcome" = 'unknown'),
	CONSTRAINT "attempts_may_repeat" CHECK("attempts"."may_repeat" = 0 or "attempts"."may_repeat" = 1)
);
--> statement-breakpoint
CREATE INDEX `attempts_started` ON `attempts` (`started_at`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`data` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`organisation` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contacts_language" CHECK("contacts"."language" = 'vi' or "contacts"."language" = 'en')
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`turn_id` text,
	`ordinal` integer DEFAULT 0 NOT NULL,
	`address_id` text NOT NULL,
	`door` text NOT NULL,
	`lane` text NOT NULL,
	`text` text NOT NULL,
	`buttons` text,
	`segments` integer NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`may_repeat` integer DEFAULT false NOT NULL,
	`lease_until` integer,
	`claim_id` text,
	`external_id` text,
	`failure` text,
	`code` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "deliveries_status" CHECK("deliveries"."status" = 'queued' or "deliveries"."status" = 'sending' or "deliveries"."status" = 'sent' or "deliveries"."status" = 'delivered' or "deliveries"."status" = 'failed' or "deliveries"."status" = 'unknown' or "deliveries"."status" = 'expired' or "deliveries"."status" = 'stopped'),
	CONSTRAINT "deliveries_lane" CHECK("deliveries"."lane" = 'replies' or "deliveries"."lane" = 'bulk' or "deliveries"."lane" = 'life_safety'),
	CONSTRAINT "deliveries_door" CHECK("deliveries"."door" = 'telegram' or "deliveries"."door" = 'twilio' or "deliveries"."door" = 'zalo' or "deliveries"."door" = 'zalo-bot' or "deliveries"."door" = 'sms-phone' or "deliveries"."door" = 'esms' or "deliveries"."door" = 'simulator'),
	CONSTRAINT "deliveries_failure" CHECK("deliveries"."failure" = 'stopped' or "deliveries"."failure" = 'unreachable' or "deliveries"."failure" = 'window_closed' or "deliveries"."failure" = 'throttled' or "deliveries"."failure" = 'temporary' or "deliveries"."failure" = 'misconfigured' or "deliveries"."failure" = 'rejected'),
	CONSTRAINT "deliveries_may_repeat" CHECK("deliveries"."may_repeat" = 0 or "deliveries"."may_repeat" = 1),
	CONSTRAINT "deliveries_lease" CHECK(("deliveries"."status" = 'sending') = ("deliveries"."lease_until" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deliveries_one_per_reply` ON `deliveries` (`turn_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`door`,`lane`,`due_at`,`ordinal`) WHERE "deliveries"."status" = 'queued';--> statement-breakpoint
CREATE INDEX `deliveries_sending` ON `deliveries` (`claim_id`,`lease_until`) WHERE "deliveries"."status" = 'sending';--> statement-breakpoint
CREATE INDEX `deliveries_external` ON `deliveries` (`external_id`,`door`) WHERE "deliveries"."external_id" is not null;--> statement-breakpoint
CREATE INDEX `deliveries_address` ON `deliveries` (`address_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `early_receipts` (
	`door` text NOT NULL,
	`external_id` text NOT NULL,
	`status` text NOT NULL,
	`failure` text,
	`code` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`door`, `external_id`, `status`),
	CONSTRAINT "early_receipts_door" CHECK("early_receipts"."door" = 'telegram' or "early_receipts"."door" = 'twilio' or "early_receipts"."door" = 'zalo' or "early_receipts"."door" = 'zalo-bot' or "early_receipts"."door" = 'sms-phone' or "early_receipts"."door" = 'esms' or "early_receipts"."door" = 'simulator'),
	CONSTRAINT "early_receipts_status" CHECK("early_receipts"."status" = 'sent' or "early_receipts"."status" = 'delivered' or "early_receipts"."status" = 'failed'),
	CONSTRAINT "early_receipts_failure" CHECK("early_receipts"."failure" = 'stopped' or "early_receipts"."failure" = 'unreachable' or "early_receipts"."failure" = 'window_closed' or "early_receipts"."failure" = 'throttled' or "early_receipts"."failure" = 'temporary' or "early_receipts"."failure" = 'misconfigured' or "early_receipts"."failure" = 'rejected')
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`turn_id` text,
	`contact_id` text,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`household_id` text NOT NULL,
	`fact` text NOT NULL,
	`person` integer NOT NULL,
	`value` text NOT NULL,
	`learned_at` integer NOT NULL,
	PRIMARY KEY(`household_id`, `fact`, `person`),
	FOREIGN KEY (`household_id`) REFERENCES `households`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `households_contact` ON `households` (`contact_id`);--> statement-breakpoint
CREATE TABLE `inbound_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`door` text NOT NULL,
	`address_kind` text NOT NULL,
	`address_value` text NOT NULL,
	`external_id` text NOT NULL,
	`content` text NOT NULL,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`automated` integer NOT NULL,
	`today` text,
	`status` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "inbound_messages_door" CHECK("inbound_messages"."door" = 'telegram' or "inbound_messages"."door" = 'twilio' or "inbound_messages"."door" = 'zalo' or "inbound_messages"."door" = 'zalo-bot' or "inbound_messages"."door" = 'sms-phone' or "inbound_messages"."door" = 'esms' or "inbound_messages"."door" = 'simulator'),
	CONSTRAINT "inbound_messages_address_kind" CHECK("inbound_messages"."address_kind" = 'sms' or "inbound_messages"."address_kind" = 'zalo' or "inbound_messages"."address_kind" = 'zalo-bot' or "inbound_messages"."address_kind" = 'telegram'),
	CONSTRAINT "inbound_messages_status" CHECK("inbound_messages"."status" = 'waiting' or "inbound_messages"."status" = 'done' or "inbound_messages"."status" = 'failed' or "inbound_messages"."status" = 'ignored'),
	CONSTRAINT "inbound_messages_automated" CHECK("inbound_messages"."automated" = 0 or "inbound_messages"."automated" = 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_messages_once` ON `inbound_messages` (`door`,`external_id`);--> statement-breakpoint
CREATE INDEX `inbound_messages_waiting` ON `inbound_messages` (`address_kind`,`address_value`,`received_at`) WHERE "inbound_messages"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX `inbound_messages_address` ON `inbound_messages` (`address_kind`,`address_value`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`desk` text,
	`hours` text,
	`phone` text,
	`commune` text,
	`province` text,
	`duty_officers` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_tokens` (
	`provider` text PRIMARY KEY NOT NULL,
	`access_token` text NOT NULL,
	`refresh_token` text NOT NULL,
	`expires_at` integer NOT NULL,
	`seeded_from` text NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "provider_tokens_state" CHECK("provider_tokens"."state" = 'ok' or "provider_tokens"."state" = 'refreshing' or "provider_tokens"."state" = 'needs_consent')
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`data` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_version" CHECK("sessions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`id` text PRIMARY KEY NOT NULL,
	`inbound_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`content_version` text NOT NULL,
	`at` integer NOT NULL,
	`trace` text NOT NULL,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `turns_inbound` ON `turns` (`inbound_id`);--> statement-breakpoint
CREATE TABLE `verdicts` (
	`id` integer PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	`rule` text NOT NULL,
	`programme` text NOT NULL,
	`kind` text NOT NULL,
	`verdict` text NOT NULL,
	`on` text NOT NULL,
	`people` integer NOT NULL,
	`amount_vnd` integer,
	`rice_kg` real,
	`per` text,
	`inputs` text NOT NULL,
	`citations` text NOT NULL,
	`content_version` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "verdicts_kind" CHECK("verdicts"."kind" = 'entitlement' or "verdicts"."kind" = 'considered' or "verdicts"."kind" = 'apply'),
	CONSTRAINT "verdicts_verdict" CHECK("verdicts"."verdict" = 'eligible' or "verdicts"."verdict" = 'possible' or "verdicts"."verdict" = 'not_eligible' or "verdicts"."verdict" = 'unknown'),
	CONSTRAINT "verdicts_per" CHECK("verdicts"."per" = 'month' or "verdicts"."per" = 'year' or "verdicts"."per" = 'once' or "verdicts"."per" = 'course' or "verdicts"."per" = 'loan')
);
