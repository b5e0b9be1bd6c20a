CREATE TABLE `changes_made` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text,
	`commune` text,
	`province` text,
	`programme` text,
	`said` text NOT NULL,
	`did` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `changes_made_at` ON `changes_made` (`at`);--> statement-breakpoint
CREATE TABLE `feedback` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text,
	`contact_id` text,
	`kind` text,
	`wish` text,
	`status` text NOT NULL,
	`level` text NOT NULL,
	`rating` integer,
	`text` text NOT NULL,
	`programme` text,
	`organisation` text,
	`commune` text,
	`province` text,
	`at` integer NOT NULL,
	`answer` text,
	`answered_by` text,
	`answered_at` integer,
	`change_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`change_id`) REFERENCES `changes_made`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "feedback_kind" CHECK("feedback"."kind" = 'programme' or "feedback"."kind" = 'delivery' or "feedback"."kind" = 'conduct' or "feedback"."kind" = 'suggestion' or "feedback"."kind" = 'praise'),
	CONSTRAINT "feedback_wish" CHECK("feedback"."wish" = 'answer' or "feedback"."wish" = 'quiet' or "feedback"."wish" = 'hidden'),
	CONSTRAINT "feedback_status" CHECK("feedback"."status" = 'draft' or "feedback"."status" = 'new' or "feedback"."status" = 'seen' or "feedback"."status" = 'answered'),
	CONSTRAINT "feedback_level" CHECK("feedback"."level" = 'commune' or "feedback"."level" = 'province'),
	CONSTRAINT "feedback_rating" CHECK("feedback"."rating" is null or ("feedback"."rating" >= 1 and "feedback"."rating" <= 5)),
	CONSTRAINT "feedback_hidden" CHECK("feedback"."wish" is null or "feedback"."wish" <> 'hidden' or ("feedback"."contact_id" is null and "feedback"."code" is null and ("feedback"."at" + 25200000) % 86400000 = 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_code` ON `feedback` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `feedback_draft` ON `feedback` (`contact_id`) WHERE "feedback"."status" = 'draft';--> statement-breakpoint
CREATE INDEX `feedback_commune` ON `feedback` (`commune`,`at`);--> statement-breakpoint
CREATE INDEX `feedback_at` ON `feedback` (`at`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`address_id` text NOT NULL,
	`topic` text NOT NULL,
	`wording` text NOT NULL,
	`wording_version` text NOT NULL,
	`language` text NOT NULL,
	`door` text NOT NULL,
	`inbound_id` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`ended_inbound_id` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_inbound_id`) REFERENCES `inbound_messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "subscriptions_topic_word" CHECK("subscriptions"."topic" = 'credit' or "subscriptions"."topic" = 'training' or "subscriptions"."topic" = 'jobs' or "subscriptions"."topic" = 'disaster' or "subscriptions"."topic" = 'policy'),
	CONSTRAINT "subscriptions_language" CHECK("subscriptions"."language" = 'vi' or "subscriptions"."language" = 'en'),
	CONSTRAINT "subscriptions_door" CHECK("subscriptions"."door" = 'telegram' or "subscriptions"."door" = 'twilio' or "subscriptions"."door" = 'zalo' or "subscriptions"."door" = 'zalo-bot' or "subscriptions"."door" = 'sms-phone' or "subscriptions"."door" = 'esms' or "subscriptions"."door" = 'simulator'),
	CONSTRAINT "subscriptions_ended_by" CHECK("subscriptions"."ended_by" = 'person' or "subscriptions"."ended_by" = 'provider')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_one` ON `subscriptions` (`address_id`,`topic`) WHERE "subscriptions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `subscriptions_topic` ON `subscriptions` (`topic`,`contact_id`);